"""Draw the picture that began it all: the old way on the left, a fine-tuned model on the right.

    python3 scripts/side_by_side.py PICTURE.png [--epochs 9] [--keep PROJECT.db]

Needs no network and no key. The project holds 320 memos with the answers that somebody gave
(scripts/data/suggest_person.jsonl); a snapshot is made of them, this machine trains on it, and the
memos of its test split, which the model has never seen, are predicted in both ways.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_ANSWERS = _CHECKOUT / "scripts" / "data" / "suggest_person.jsonl"
_SNAPSHOT = "by one person"
_OLD, _NEW = "topic → nearest label", "fine-tuned"
_EMBEDDING = "embedding_model=local-text-classifier"


def main() -> int:
    """Make the project in a folder of its own, and draw; return 0 when the picture is there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("picture", type=Path, help="the PNG file to be written")
    parser.add_argument("--epochs", type=int, default=9, help="how often the model sees each memo")
    parser.add_argument("--keep", type=Path, help="keep the project under this name")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        project = given.keep.resolve() if given.keep else Path(home) / "project.db"
        if project.exists():
            parser.error(f"{project} is there already")
        folders = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        os.environ.update(folders)
        _label(project)
        _train_and_predict(project, epochs=given.epochs)
        _tell("compare", _OLD, _NEW, "-p", project, "--picture", given.picture.resolve())
    return 0


def _label(project: Path) -> None:
    """Put the memos into a project, each with the answer that was given."""
    sys.path.insert(0, str(_CHECKOUT))
    from emoji_labeler.domain.annotation import Draft
    from emoji_labeler.domain.memo import MemoDraft
    from emoji_labeler.domain.pick import Pick
    from emoji_labeler.services.labeling import LabelingSession
    from emoji_labeler.storage.project import ProjectStore

    answers = [json.loads(line) for line in _ANSWERS.read_text("utf-8").splitlines()]
    with ProjectStore.create(project) as opened:
        opened.memos.add(MemoDraft(text=one["text"], source="one person") for one in answers)
        session = LabelingSession(opened, annotator=opened.annotators.named("one person"))
        for one in answers:
            memo = opened.memos.with_text(one["text"])
            if memo is not None:
                session.go_to(memo.id)
                session.draft_changed(Draft(label=one["label"]))
                session.submit(Pick())


def _train_and_predict(project: Path, *, epochs: int) -> None:
    _tell("snapshot", "create", _SNAPSHOT, "-p", project, "--validation", "0", "--test", "0.25")
    _tell(
        *("finetune", "submit", _SNAPSHOT, "-p", project),
        *("--epochs", epochs, "--seed", 1, "--watch"),
    )
    from emoji_labeler.storage.project import ProjectStore

    with ProjectStore.open(project) as opened:
        [model] = [one.name for one in opened.jobs.models() if one.step is None]
    unseen = ("-p", project, "--snapshot", _SNAPSHOT, "--split", "test")
    _tell("predict", "--predictor", "topic-embedding", "-o", _EMBEDDING, "--name", _OLD, *unseen)
    _tell("predict", "--predictor", "fine-tuned", "--model", model, "--name", _NEW, *unseen)


def _tell(*words: object) -> None:
    """Give the program a command."""
    command = [sys.executable, "-m", "emoji_labeler", *map(str, words)]
    done = subprocess.run(command, cwd=_CHECKOUT, check=False)
    if done.returncode > 1:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
