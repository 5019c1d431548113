"""Draw the picture that began it all: the old way on the left, a fine-tuned model on the right.

    python3 scripts/side_by_side.py PICTURE.png [--project FILE.db] [--epochs 9] [--keep COPY.db]

Needs no network and no key. The memos are those of the sample project, which nobody has labelled;
so the model learns on this machine from memos that were labelled by hand for this
(scripts/data/suggest_dev.jsonl), and has seen none of those that are drawn.

With a project of one's own the model learns from the labels in it, but for a quarter of the memos:
those are drawn. The file itself is only read.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

_CHECKOUT = Path(__file__).resolve().parent.parent
_LABELLED = _CHECKOUT / "scripts" / "data" / "suggest_dev.jsonl"
_SNAPSHOT = "side by side"
_OLD, _NEW = "topic → nearest label", "fine-tuned"
_EMBEDDING = "embedding_model=local-text-classifier"
_UNSEEN_SHARE = 0.25


class Source(NamedTuple):
    """What is learned from, and which memos are drawn, in the words of the command line.

    A project of one's own may have things of the usual names already: ``ending`` tells ours apart.
    """

    test_share: float
    drawn: tuple[str, ...]
    ending: str = ""


def main() -> int:
    """Make the project in a folder of its own, and draw; return 0 when the picture is there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("picture", type=Path, help="the PNG file to be written")
    parser.add_argument("--project", type=Path, help="your own labelled project, not the sample")
    parser.add_argument("--epochs", type=int, default=9, help="how often the model sees each memo")
    parser.add_argument("--keep", type=Path, help="keep the project with both runs under this name")
    given = parser.parse_args()
    sys.path.insert(0, str(_CHECKOUT))
    with tempfile.TemporaryDirectory() as home:
        work = given.keep.resolve() if given.keep else Path(home) / "side-by-side.db"
        if work.exists():
            parser.error(f"{work} is there already")
        if given.project and not given.project.is_file():
            parser.error(f"there is no {given.project}")
        folders = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        os.environ.update(folders)
        source = _copied(given.project, work) if given.project else _labelled_sample(work)
        model = _taught(work, source=source, epochs=given.epochs)
        runs = _predict(work, source=source, model=model)
        _tell("compare", *runs, "-p", work, "--picture", given.picture.resolve())
    return 0


def _labelled_sample(work: Path) -> Source:
    """Lay memos with labels beside those of the sample project."""
    from emoji_labeler.domain.annotation import Draft
    from emoji_labeler.domain.memo_draft import MemoDraft
    from emoji_labeler.domain.pick import Pick
    from emoji_labeler.services.labeling import LabelingSession
    from emoji_labeler.services.opening import open_sample

    rows = [json.loads(line) for line in _LABELLED.read_text("utf-8").splitlines()]
    print(f"The sample project has no labels: the model learns from {len(rows)} memos beside it.")
    with tempfile.TemporaryDirectory(dir=work.parent) as folder:
        with open_sample(Path(folder)) as project:
            project.memos.add(MemoDraft(text=row["text"], source="labelled") for row in rows)
            session = LabelingSession(project, annotator=project.annotators.named("somebody"))
            for row in rows:
                memo = project.memos.with_text(row["text"])
                if memo is not None:
                    session.go_to(memo.id)
                    session.draft_changed(Draft(label=row["best"]))
                    session.submit(Pick())
            made = project.path
        made.replace(work)
    return Source(test_share=0, drawn=("--source", "sample"))


def _copied(project: Path, work: Path) -> Source:
    """Copy a project, so that its own file is only read."""
    from emoji_labeler.storage.current_copy import copy_current

    with tempfile.TemporaryDirectory() as folder:
        what = f"{project.name} was not copied."
        work.write_bytes(copy_current(project, folder=Path(folder), what=what).read_bytes())
    print(f"{project.name} is only read. A quarter of its labelled memos is not learned from.")
    ending = _unused_ending(work)
    drawn = ("--snapshot", _SNAPSHOT + ending, "--split", "test")
    return Source(test_share=_UNSEEN_SHARE, drawn=drawn, ending=ending)


def _unused_ending(work: Path) -> str:
    """Return what makes our names new ones in a project: nothing, or a number."""
    from emoji_labeler.storage.project import ProjectStore

    with ProjectStore.open(work) as project:
        taken = {one.name for one in project.prediction_runs.all()}
        taken |= {one.name for one in project.snapshots.all()}
    endings = ("", *(f" {number}" for number in range(2, len(taken) + 3)))
    names = (_SNAPSHOT, _OLD, _NEW)
    return next(end for end in endings if not taken.intersection(name + end for name in names))


def _taught(work: Path, *, source: Source, epochs: int) -> str:
    """Have this machine learn the labels of the project, and return the name of the model."""
    shares = ("--validation", 0, "--test", source.test_share)
    snapshot = _SNAPSHOT + source.ending
    _tell("snapshot", "create", snapshot, "-p", work, *shares)
    from emoji_labeler.storage.project import ProjectStore

    with ProjectStore.open(work) as project:
        former = {one.name for one in project.jobs.models()}
    _tell(
        *("finetune", "submit", snapshot, "-p", work),
        *("--epochs", epochs, "--seed", 1, "--watch"),
    )
    with ProjectStore.open(work) as project:
        [model] = [
            one.name for one in project.jobs.models() if one.step is None and one.name not in former
        ]
    return model


def _predict(work: Path, *, source: Source, model: str) -> tuple[str, str]:
    """Ask in both ways for an emoji for each memo that may be drawn; return the runs' names."""
    memos, old, new = ("-p", work, *source.drawn), _OLD + source.ending, _NEW + source.ending
    _tell("predict", "--predictor", "topic-embedding", "-o", _EMBEDDING, "--name", old, *memos)
    _tell("predict", "--predictor", "fine-tuned", "--model", model, "--name", new, *memos)
    return old, new


def _tell(*words: object) -> None:
    """Give the program a command."""
    command = [sys.executable, "-m", "emoji_labeler", *map(str, words)]
    done = subprocess.run(command, cwd=_CHECKOUT, check=False)
    if done.returncode > 1:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
