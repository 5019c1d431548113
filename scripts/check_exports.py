"""Have files read by Hugging Face `datasets`: `python3 scripts/check_exports.py`.

The library is large, so the checks of every day do without it. This script makes a project of
made-up memos, exports a snapshot in every format that the library reads, installs the library in a
temporary environment, and compares what it reads with what was labelled.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - a path entry is a str

from emoji_labeler import resources  # noqa: E402 - found through the line above
from emoji_labeler.domain.annotation import Draft  # noqa: E402
from emoji_labeler.domain.memo_draft import MemoDraft  # noqa: E402
from emoji_labeler.domain.pick import Pick  # noqa: E402
from emoji_labeler.domain.snapshot import PromptPlan, SnapshotPlan  # noqa: E402
from emoji_labeler.emoji.pack_file import load_pack  # noqa: E402
from emoji_labeler.services.labeling import LabelingSession  # noqa: E402
from emoji_labeler.services.snapshot_exporting import export_snapshot  # noqa: E402
from emoji_labeler.services.snapshotting import create_snapshot  # noqa: E402
from emoji_labeler.storage.project import ProjectStore  # noqa: E402

_MEMOS = (
    *(f"memo {number}: rain, “quotes” and 会議\n" for number in range(40)),
    "a\u2028b\u0085c\r\n\td",
    "=1+1",
    "🐱 è \\ \x7f \ufeff end",
)
_FORMATS = (("openai_chat", "chat.jsonl"), ("jsonl", "rows.jsonl"), ("parquet", "rows.parquet"))
_READ = """
import json, sys
from datasets import load_dataset, __version__
print("datasets", __version__, file=sys.stderr)
found = {}
for kind, path in json.load(sys.stdin):
    loaded = load_dataset(kind, data_files=path, split="train")
    print(path.rsplit("/", 1)[-1], loaded.num_rows, "rows", loaded.features, file=sys.stderr)
    found[path] = [
        row["messages"][-2]["content"] if "messages" in row else row["text"] for row in loaded
    ]
print(json.dumps(found))
"""


def main() -> int:
    """Print what the library says; 0 where every text came back."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _export(folder)
        python = _environment(folder / "venv")
        asked = [["parquet" if path.suffix == ".parquet" else "json", str(path)] for path in files]
        ran = subprocess.run(
            [python, "-c", _READ],
            input=json.dumps(asked),
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"HF_HOME": str(folder / "hf"), "HF_HUB_OFFLINE": "1"},
            check=True,
        )
        read: dict[str, list[str]] = json.loads(ran.stdout.splitlines()[-1])
    chat = [text for path, texts in read.items() if "chat" in path for text in texts]
    others = [texts for path, texts in read.items() if "rows" in path]
    is_right = set(chat) <= set(_MEMOS) and all(tuple(texts) == _MEMOS for texts in others)
    print(f"every text {'came back' if is_right else 'DID NOT COME BACK'}, {len(chat)} from chat")
    return 0 if is_right else 1


def _export(folder: Path) -> list[Path]:
    with ProjectStore.create(folder / "project.db") as project:
        project.memos.add(MemoDraft(text=text) for text in _MEMOS)
        session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
        for memo_id in range(1, len(_MEMOS) + 1):
            session.go_to(memo_id)
            session.draft_changed(Draft(label=("cat", "dog", "umbrella")[memo_id % 3]))
            session.submit(Pick())
        plan = SnapshotPlan(name="checked", prompt=PromptPlan(system_prompt="絵文字を一つ。"))
        snapshot = create_snapshot(project, plan, pack=load_pack(resources.emoji_pack_folder()))
        written = [
            export_snapshot(project, snapshot, folder / file, format_name=format_name, report=None)
            for format_name, file in _FORMATS
        ]
    return [one.path for files in written for one in files]


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "datasets"], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
