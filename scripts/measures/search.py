"""Measures the search: how often a right emoji is among the first, and how long a key press takes.

    search [--words FILE ...] [--misses] [--only quality|latency]

A word file is tab-separated with a header: ``word``, ``labels`` (separated by spaces) and, for
Japanese, ``hiragana`` and ``romaji``, which are measured as queries of their own. Latency is given
beside a floor measured in the same run, a plain substring scan over the same joined words, since
milliseconds alone speak of the machine.
"""

import argparse
import csv
import gc
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.folding import search_text
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.search_index import SearchIndex
from emoji_labeler.emoji.theme_table import ThemeTable, load_theme_table

_DATA = Path(__file__).parents[1] / "data"
_WORD_FILES = (_DATA / "search_words_en.tsv", _DATA / "search_words_ja.tsv")
_QUERY_COLUMNS = ("word", "hiragana", "romaji")
_SHOWN = 5
_SYNTHETIC_LABELS = 20_000
_TYPED = (
    *("birthday", "meeting", "laundry", "running late", "headache", "grocery shopping", "cat"),
    *("dentist", "calendar", "graduation", "coffee", "tired", "travel", "homework", "calender"),
    *("たんじょうび", "かいぎ", "せんたく", "ねこ", "ずつう", "コーヒー", "りょこう", "しゅくだい"),
    *("tanjoubi", "kaigi", "sentaku", "neko", "zutsuu", "ko-hi-", "ryokou", "shukudai"),
    *("誕生日", "会議", "洗濯物", "就職活動", "頭痛", "旅行", "宿題", "歯医者の予約", "早起きした"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query and the labels that are right for it."""

    query: str
    labels: frozenset[str]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures asked for; return 1 where a word file cannot be read, else 0."""
    parser = argparse.ArgumentParser(
        prog="measure search", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--words", nargs="+", type=Path, default=_WORD_FILES)
    parser.add_argument("--misses", action="store_true", help="print every query that missed")
    parser.add_argument("--only", choices=("quality", "latency"))
    options = parser.parse_args(argv)
    pack = load_pack(resources.emoji_pack_folder())
    themes = load_theme_table(resources.theme_tables(), known_labels=pack.places)
    missing = [path for path in options.words if not path.is_file()]
    if options.only != "latency":
        _print_quality(SearchIndex.build(pack, themes=themes), options.words, misses=options.misses)
    if options.only != "quality":
        _print_latency(pack, themes)
    return 1 if missing and options.only != "latency" else 0


def _print_quality(index: SearchIndex, paths: Iterable[Path], *, misses: bool) -> None:
    for path in paths:
        if not path.is_file():
            print(f"{path}: not there", file=sys.stderr)
            continue
        for column in _QUERY_COLUMNS:
            questions = list(_questions(path, column))
            if not questions:
                continue
            first = five = 0
            for question in questions:
                labels = index.search(question.query, limit=_SHOWN).labels
                first += labels[:1] != () and labels[0] in question.labels
                hit = not question.labels.isdisjoint(labels)
                five += hit
                if misses and not hit:
                    print(f"  missed {question.query}: {' '.join(labels) or 'nothing'}")
            total = len(questions)
            print(
                f"{path.stem} {column:8} n={total:4}"
                f"  hit@5 {_share(five, total)}  hit@1 {_share(first, total)}"
            )


def _questions(path: Path, column: str) -> Iterator[Question]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            query, labels = row.get(column), row.get("labels")
            if query and labels:
                yield Question(query=query, labels=frozenset(labels.split()))


def _share(hits: int, total: int) -> str:
    low, high = wilson(hits, total)
    return f"{hits / total:6.1%} [{low:.1%}, {high:.1%}]"


def wilson(hits: int, total: int, *, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of Wilson (1927) for a share, by default at 95 %."""
    share = hits / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - spread) / scale, (middle + spread) / scale


def _print_latency(pack: EmojiPack, themes: ThemeTable) -> None:
    big = EmojiPack.of(_synthetic(pack.emoji), folder=pack.folder)
    for name, measured in (("pack", pack), ("synthetic", big)):
        emoji = measured.emoji
        gc.collect()
        start = time.perf_counter()
        index = SearchIndex.build(measured, themes=themes)
        build_ms = (time.perf_counter() - start) * 1000
        strokes = [_timed(index, query) for query in _keystrokes()]
        floor = _floor(emoji)
        print(
            f"{name}: {len(emoji)} labels, {len(themes.rows)} theme rows, build {build_ms:.0f} ms, "
            f"{len(strokes)} key presses"
        )
        strokes.sort()
        figures = {
            "median": strokes[len(strokes) // 2],
            "p95": strokes[int(len(strokes) * 0.95)],
            "p99": strokes[int(len(strokes) * 0.99)],
            "max": strokes[-1],
        }
        print(f"  floor {floor * 1000:.2f} ms (substring scan)")
        for figure, seconds in figures.items():
            print(f"  {figure:6} {seconds * 1000:6.2f} ms  {seconds / floor:5.1f} x floor")


def _keystrokes() -> list[str]:
    return [word[:end] for word in _TYPED for end in range(1, len(word) + 1)]


def _timed(index: SearchIndex, query: str) -> float:
    start = time.perf_counter()
    index.search(query)
    return time.perf_counter() - start


def _floor(emoji: Sequence[Emoji]) -> float:
    haystacks = [
        search_text(
            " ".join((one.name, one.name_ja, *one.keywords_en, *one.keywords_ja, *one.readings))
        )
        for one in emoji
    ]
    times = []
    for query in _keystrokes():
        needle = search_text(query)
        start = time.perf_counter()
        _ = [place for place, haystack in enumerate(haystacks) if needle in haystack]
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def _synthetic(emoji: Sequence[Emoji]) -> list[Emoji]:
    """Return 20,000 emoji: the pack's own, and crossings that carry the words of two of them."""
    chance = random.Random(20_000)  # noqa: S311  # The same pack in every run, no secret.
    made = list(emoji)
    while len(made) < _SYNTHETIC_LABELS:
        one, other = chance.choice(emoji), chance.choice(emoji)
        made.append(
            replace(
                one,
                label=f"{one.label}-{other.label}-{len(made)}",
                character="",
                name_en=f"{one.name} {other.name}",
                name_ja=one.name_ja + other.name_ja,
                keywords_en=one.keywords_en[:4] + other.keywords_en[:4],
                keywords_ja=one.keywords_ja[:3] + other.keywords_ja[:3],
                readings=one.readings[:4] + other.readings[:4],
                shortcodes=(),
                aliases=(),
                variant_of="",
            )
        )
    return made


if __name__ == "__main__":
    raise SystemExit(main())
