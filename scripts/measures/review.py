"""How long the review queue takes to open in a large project and in a small one.

Opening is what a person waits for: the counts of every reason, the first two hundred memos of the
queue, and the first of them with all that was said about it. The floor is the small project.
"""

import argparse
import tempfile
import time
from pathlib import Path

from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.review import Reason
from emoji_labeler.services.contradicting import find_contradictions
from emoji_labeler.services.reviewing import ReviewSession
from emoji_labeler.services.staffing import give_role
from emoji_labeler.storage.project import ProjectStore
from scripts.measures.crowd import answer_all, make_project
from scripts.measures.figures import percentile, say

_PEOPLE = ("Aiko", "Ben", "Chie")
_PAGE = 200


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where the large project takes more than three times as long."""
    options = argparse.ArgumentParser(prog="measure.py review")
    options.add_argument("--memos", type=int, default=1_000_000)
    options.add_argument("--small", type=int, default=1_000)
    options.add_argument("--openings", type=int, default=50)
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        small = _crowded(Path(home) / "small.db", memos=chosen.small)
        large = _crowded(Path(home) / "large.db", memos=chosen.memos)
        floor = _openings(small, count=chosen.openings)
        opened = _openings(large, count=chosen.openings)
        decided, floor_decided = _decisions(large), _decisions(small)
    say(f"open the queue of {chosen.small:,} memos", floor)
    say(f"open the queue of {chosen.memos:,} memos", opened, floor=floor)
    say("decide and go on, small", floor_decided)
    say("decide and go on, large", decided, floor=floor_decided)
    ratio = percentile(opened, 0.5) / percentile(floor, 0.5)
    print(f"{ratio:.2f} x the small project (promised: at most 3)")
    return 0 if ratio <= 3 else 1


def _crowded(path: Path, *, memos: int) -> Path:
    """Make a project in which three people have answered everything; say what that costs."""
    make_project(path, memos=memos)
    answers = answer_all(path, names=_PEOPLE)
    started = time.perf_counter()
    with ProjectStore.open(path) as project:
        project.golds.renew_all()
        took = time.perf_counter() - started
        print(f"{memos:,} memos, {answers:,} answers: gold labels in {took:.1f} s", flush=True)
        if memos <= 100_000:
            started = time.perf_counter()
            find_contradictions(path)
            print(f"near-duplicates in {time.perf_counter() - started:.1f} s", flush=True)
        give_role(project, "Chie", Role.REVIEWER)
        counts = ReviewSession(project, reviewer=project.annotators.named("Chie")).counts()
        print({reason.value: count for reason, count in counts.items() if count}, flush=True)
    return path


def _openings(path: Path, *, count: int) -> list[float]:
    """Return the milliseconds of each opening, each with a new connection.

    Every second one is under the reason that most memos have, so that both projects fill a page.
    """
    took = []
    for number in range(count):
        with ProjectStore.open(path) as project:
            started = time.perf_counter()
            session = ReviewSession(project, reviewer=project.annotators.named("Chie"))
            session.counts()
            session.count()
            session.choose(Reason.DISAGREEMENT if number % 2 else None)
            session.page(limit=_PAGE)
            took.append((time.perf_counter() - started) * 1000)
    return took


def _decisions(path: Path, *, count: int = 50) -> list[float]:
    took = []
    with ProjectStore.open(path) as project:
        session = ReviewSession(project, reviewer=project.annotators.named("Chie"))
        session.choose(None)
        for _ in range(count):
            started = time.perf_counter()
            session.decide()
            took.append((time.perf_counter() - started) * 1000)
    return took
