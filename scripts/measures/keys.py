"""How many keys one label costs, from the memo's appearance to the next memo.

For each memo of the evaluation file: one key where an acceptable label is among the nine
suggestions. Otherwise a word has to be typed: the cheapest of the words for a wanted label, as far
as a wanted label stands among the first nine, and one key more (Enter for the first, Alt and its
number for another). The words are those of the pack: names and readings, hiragana typed as romaji.
The same is counted for the one best label alone, and with the search only.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.searching import SearchingService
from emoji_labeler.services.suggesting import suggesting_service
from scripts.measures.figures import percentile

_MEMOS = Path(__file__).parent.parent / "data" / "suggest_memos.jsonl"
_SLOTS = 9
_LONGEST = 12


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 where the median is above 2."""
    options = argparse.ArgumentParser(prog="measure.py keys")
    options.add_argument("--memos", type=Path, default=_MEMOS)
    chosen = options.parse_args(arguments)
    memos = [json.loads(line) for line in chosen.memos.read_text("utf-8").split("\n") if line]
    pack = load_pack(resources.emoji_pack_folder())
    searching, suggesting = SearchingService(pack), suggesting_service(pack)
    offered = suggesting.suggest_each([memo["text"] for memo in memos])
    medians = []
    for what, wanted_of in (("an acceptable label", _acceptable), ("the best label", _best)):
        searched = [
            _keys_to_find(wanted_of(memo), pack=pack, searching=searching) for memo in memos
        ]
        with_suggestions = [
            1 if {one.label for one in row} & wanted_of(memo) else keys
            for memo, row, keys in zip(memos, offered, searched, strict=True)
        ]
        _say(f"{what}, suggestion or search", with_suggestions)
        _say(f"{what}, search alone", searched)
        medians.append(percentile(with_suggestions, 0.5))
    print("promised: median 2 with suggestions and search")
    return 0 if max(medians) <= 2 else 1


def _acceptable(memo: dict[str, list[str]]) -> set[str]:
    return set(memo["acceptable"])


def _best(memo: dict[str, str]) -> set[str]:
    return {memo["best"]}


def _keys_to_find(wanted: Iterable[str], *, pack: EmojiPack, searching: SearchingService) -> int:
    """Return the keys for the cheapest word that brings a wanted label among the first nine."""
    labels = set(wanted)
    words = {word for label in labels for word in _words(label, pack=pack)}
    for length in range(1, _LONGEST):
        for start in sorted({word[:length] for word in words if len(word) >= length}):
            if labels & set(searching.search(start, limit=_SLOTS).labels):
                return length + 1
    return _LONGEST + 1


def _words(label: str, *, pack: EmojiPack) -> list[str]:
    emoji = pack.get(label)
    if emoji is None:
        return []
    return [emoji.name.casefold(), *emoji.name.casefold().split(), *emoji.readings]


def _say(name: str, keys: list[int]) -> None:
    spread = "  ".join(f"{n}: {count}" for n, count in sorted(Counter(keys).items()))
    print(
        f"{name:<42} median {percentile(keys, 0.5):.0f}  p90 {percentile(keys, 0.9):.0f}"
        f"  mean {sum(keys) / len(keys):.2f}   ({spread})"
    )
