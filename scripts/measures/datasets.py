"""What a snapshot costs: making it, looking through it, writing it, and the memory of all that.

The memos are made of words drawn by chance, one in twenty of them a near-copy of another; the
memory (Linux only) is that of a process of its own beside one that only loads the command.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from emoji_labeler import resources
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.snapshot import PromptPlan, SnapshotPlan
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.snapshot_exporting import SNAPSHOT_FORMATS, export_snapshot
from emoji_labeler.services.snapshotting import check_snapshot, create_snapshot
from emoji_labeler.storage.project import ProjectStore
from scripts.measures.figures import say
from scripts.measures.files import label_all

_LETTERS = "かきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもabcdefgh"
_PEAK = (
    "import sys\n"
    "from emoji_labeler.cli.entry import main\n"
    "main(sys.argv[1:])\n"
    "print(*[line.split()[1] for line in open('/proc/self/status') if 'VmHWM' in line])"
)
_Result = TypeVar("_Result")


def main(arguments: list[str]) -> int:
    """Measure and print; 0."""
    parser = argparse.ArgumentParser(prog="measure.py datasets", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), rows=options.rows)
    return 0


def measure(folder: Path, *, rows: int) -> None:
    """Print times and memory for one project."""
    path, pack = folder / "project.db", load_pack(resources.emoji_pack_folder())
    with ProjectStore.create(path) as project:
        project.memos.add(MemoDraft(text=text) for text in _texts(rows))
        label_all(path, annotator=project.annotators.named("Aiko").id)
        plan = SnapshotPlan(name="first", prompt=PromptPlan(system_prompt="Pick one emoji."))
        snapshot = _timed(
            f"snapshot of {rows:,} rows", lambda: create_snapshot(project, plan, pack=pack)
        )
        _timed("report about it", lambda: check_snapshot(project, snapshot, pack=pack))
        for name, _, suffix in SNAPSHOT_FORMATS:
            if name != "preference_pairs":
                output = folder / f"{name}{suffix}"
                writing = partial(export_snapshot, project, snapshot, output, report=None)
                _timed(f"export as {name}", partial(writing, format_name=name))
    _say_memory(path, folder / "out.jsonl")


def _timed(name: str, work: Callable[[], _Result]) -> _Result:
    began = time.perf_counter()
    result = work()
    say(name, [(time.perf_counter() - began) * 1000])
    return result


def _say_memory(project: Path, output: Path) -> None:
    idle = _peak_mib("export", "--help")
    common = ("-p", str(project), "-o", str(output))
    for name, arguments in (
        ("export of what counts now", ("export", *common)),
        ("snapshot, with its report", ("snapshot", "create", "second", "-p", str(project))),
        (
            "export of a snapshot, with its report",
            ("export", *common, "--snapshot", "first", "--anyway"),
        ),
    ):
        print(f"{name}: {_peak_mib(*arguments) - idle:.0f} MiB above {idle:.0f} MiB")


def _peak_mib(*arguments: str) -> float:
    ran = subprocess.run(
        [sys.executable, "-c", _PEAK, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return int(ran.stdout.splitlines()[-1]) / 1024


def _texts(count: int) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311  # Made-up memos, not secrets.
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 7))) for _ in range(5_000)]
    text = ""
    for number in range(count):
        if number % 20:
            text = " ".join(chance.choices(words, k=chance.randint(4, 14)))
        yield text if number % 20 else f"{text} {chance.choice(words)}"
