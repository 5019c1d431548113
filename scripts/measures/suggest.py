"""How good and how quick the suggestions are, cold and after a person's first 200 answers.

A memo file has JSON lines of language, text, best and acceptable; a history file has JSON lines of
text and label in the order in which one person gave them. Learning is tested on the answers that
come after the learned ones, never on those.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from emoji_labeler import resources
from emoji_labeler.domain.suggestion import Suggestion
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.suggesting import SuggestingService, program_theme_paths
from emoji_labeler.statistics.paired import paired_difference
from emoji_labeler.statistics.shares import share
from scripts.measures.calibration import expected_calibration_error
from scripts.measures.figures import say

_DATA = Path(__file__).resolve().parents[1] / "data"
_CURVE = (25, 50, 100, 200)
_TIMED = 200

Row = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Measure and print; 2 where a file is missing."""
    parser = argparse.ArgumentParser(prog="measure.py suggest", description=__doc__)
    parser.add_argument("--memos", type=Path, default=_DATA / "suggest_memos.jsonl")
    parser.add_argument("--history", type=Path, default=_DATA / "suggest_person.jsonl")
    parser.add_argument("--misses", action="store_true", help="print every memo without a hit")
    options = parser.parse_args(arguments)
    missing = [path for path in (options.memos, options.history) if not path.is_file()]
    for path in missing:
        print(f"There is no file {path}.")
    if options.memos not in missing:
        measure_memos(_rows(options.memos), with_misses=options.misses)
    if options.history not in missing:
        measure_learning(_rows(options.history))
    measure_cost(_rows(options.memos) if options.memos not in missing else [])
    return 2 if missing else 0


def measure_memos(memos: list[Row], *, with_misses: bool) -> None:
    """Print hits with intervals for each language, and the calibration of the first suggestion."""
    service = _service()
    suggested = service.suggest_each([memo["text"] for memo in memos])
    for language in sorted({memo["language"] for memo in memos}):
        pairs = [
            (memo, found)
            for memo, found in zip(memos, suggested, strict=True)
            if memo["language"] == language
        ]
        _say_share(f"{language} acceptable among nine", [_is_hit(*pair) for pair in pairs])
        _say_share(f"{language} best among nine", [_holds_best(*pair) for pair in pairs])
        _say_share(f"{language} best first", [_is_best_first(*pair) for pair in pairs])
        sure = [found[0].probability if found else 0.0 for _, found in pairs]
        error = expected_calibration_error(sure, [_is_best_first(*pair) for pair in pairs])
        print(f"{language + ' calibration error of the first':<40} {error:.3f}")
        if with_misses:
            for memo, found in pairs:
                if not _is_hit(memo, found):
                    print("   ", memo["text"], "|", memo["best"], "|", *(s.label for s in found))


def measure_learning(history: list[Row]) -> None:
    """Print how suggestions for the answers behind the last point of the curve improve."""
    learned_to = min(_CURVE[-1], len(history) * 2 // 3)
    test = history[learned_to:]
    texts, wanted = [row["text"] for row in test], [row["label"] for row in test]
    service = _service()
    cold = service.suggest_each(texts)
    learned = 0
    for point in (*(point for point in _CURVE if point < learned_to), learned_to):
        service.learn_history((row["text"], row["label"]) for row in history[learned:point])
        learned = point
        warm = service.suggest_each(texts)
        for name, count in (("first", 1), ("among nine", 9)):
            before, after = _hits(cold, wanted, count=count), _hits(warm, wanted, count=count)
            gain = paired_difference(before, after)
            shares = f"{sum(before) / len(test):.3f} -> {sum(after) / len(test):.3f}"
            title = f"after {point} answers, {name} (n={len(test)})"
            print(
                f"{title:<40} {shares}   gain {gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"
            )
        sure = [found[0].probability for found in warm]
        error = expected_calibration_error(sure, _hits(warm, wanted, count=1))
        print(f"{f'after {point} answers, calibration error':<40} {error:.3f}")


def measure_cost(memos: list[Row]) -> None:
    """Print what building, suggesting, learning and saving cost, beside a bare matrix product."""
    began = time.perf_counter()
    service = SuggestingService(_pack(), theme_paths=program_theme_paths())
    service.prepare()
    say("build the cold model, nothing kept", [_ms_since(began)])
    with tempfile.TemporaryDirectory() as folder:
        _measure_kept(Path(folder))
    texts = [memo["text"] for memo in memos[:_TIMED]] or ["昨日、駅前で猫を見た。", "A quiet day."]
    floor = [_timed_product() for _ in range(_TIMED)]
    predictions, answers = [], []
    for text in texts:
        began = time.perf_counter()
        (first, *_) = service.suggest(text)
        predictions.append(_ms_since(began))
        began = time.perf_counter()
        service.learn(text, first.label)
        answers.append(_ms_since(began))
    say("one bare product of the same size", floor)
    say("suggest nine for one memo", predictions, floor=floor)
    say("learn one answer", answers, floor=floor)


def _measure_kept(folder: Path) -> None:
    for name in ("build the cold model and keep it", "read the kept cold model"):
        began = time.perf_counter()
        service = SuggestingService(_pack(), theme_paths=program_theme_paths(), cache_folder=folder)
        service.prepare()
        say(name, [_ms_since(began)])
    (kept,) = folder.iterdir()
    print(f"{'size of the saved cold model':<44} {kept.stat().st_size / 1e6:.2f} MB")


def _timed_product() -> float:
    import numpy as np

    vector, weights = np.ones((1, 512), np.float32), np.ones((1652, 512), np.float32)
    began = time.perf_counter()
    vector @ weights.T
    return _ms_since(began)


def _service() -> SuggestingService:
    return SuggestingService(_pack(), theme_paths=program_theme_paths())


def _pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def _has(found: tuple[Suggestion, ...], label: str) -> bool:
    return any(one.label == label for one in found)


def _hits(suggested: list[tuple[Suggestion, ...]], wanted: list[str], *, count: int) -> list[bool]:
    return [_has(found[:count], label) for found, label in zip(suggested, wanted, strict=True)]


def _is_hit(memo: Row, found: tuple[Suggestion, ...]) -> bool:
    return any(_has(found, label) for label in {memo["best"], *memo["acceptable"]})


def _holds_best(memo: Row, found: tuple[Suggestion, ...]) -> bool:
    return _has(found, memo["best"])


def _is_best_first(memo: Row, found: tuple[Suggestion, ...]) -> bool:
    return _has(found[:1], memo["best"])


def _say_share(name: str, hits: list[bool]) -> None:
    hit = share(sum(hits), of=len(hits), why="")
    print(f"{name:<40} {hit.value:.3f} [{hit.low:.3f}, {hit.high:.3f}] n={hit.count}")


def _ms_since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
