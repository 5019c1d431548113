"""Which words speak for which labels, and how loudly.

Three kinds of words are known: the words of theme rows, written by hand for diaries; the names of
the emoji; and their keywords, which count the less the more emoji share them.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model import english, japanese
from emoji_labeler.local_model.arrays import Floats, Places

_BY_RANK = (1.0, 0.66, 0.52, 0.45, 0.4, 0.36, 0.33, 0.3)
_NAME = 1.0
_KEYWORD = 0.5
_VARIANT = 0.3
_SYMBOL = 0.45
_READING = 0.6
_BESIDE_THEME = 0.3
_SHORTEST_KEYWORD = 3
_SHORTEST_READING = 4
JAPANESE, ENGLISH = "j:", "e:"

_Votes = dict[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Terms and their votes: term ``t`` gives ``weights[s]`` to ``labels[s]``, s = slices of t.

    ``rows`` numbers the terms; a Japanese one is written ``j:`` and the word, an English one
    ``e:`` and its stems. ``reach`` and ``spans`` tell how far to look for a term, see
    ``reach_of`` and ``spans_of``. ``themed`` tells the terms that stand in a theme row.
    """

    rows: dict[str, int]
    starts: Places
    labels: Places
    weights: Floats
    themed: frozenset[str]
    reach: dict[str, int]
    spans: dict[str, int]

    def votes(self, row: int) -> tuple[Places, Floats]:
        """Return the places of the labels that a term speaks for, and its weights."""
        part = slice(self.starts[row], self.starts[row + 1])
        return self.labels[part], self.weights[part]


def folded(text: str) -> str:
    """Return text in the shape in which terms are compared; katakana stays katakana."""
    return unicodedata.normalize("NFKC", text).casefold()


def build_lexicon(emoji: Sequence[Emoji], *, themes: Iterable[ThemeRow]) -> Lexicon:
    """Gather the words of the emoji and of the theme rows."""
    places = {one.label: place for place, one in enumerate(emoji)}
    themed: dict[str, _Votes] = {}
    for theme in themes:
        _add_theme(themed, theme, places)
    loose: dict[str, _Votes] = {}
    for place, one in enumerate(emoji):
        _add_names(loose, one, place)
    merged = {term: _merged(themed.get(term), loose.get(term)) for term in chain(themed, loose)}
    sizes = np.fromiter((len(votes) for votes in merged.values()), np.int64, len(merged))
    total = int(sizes.sum())
    return Lexicon(
        rows=dict(zip(merged, count(), strict=False)),
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        labels=np.fromiter(chain.from_iterable(merged.values()), np.int32, total),
        weights=np.fromiter(
            chain.from_iterable(votes.values() for votes in merged.values()), np.float32, total
        ),
        themed=frozenset(themed),
        reach=reach_of(merged),
        spans=spans_of(merged),
    )


def reach_of(terms: Iterable[str]) -> dict[str, int]:
    """Return the length of the longest Japanese term or stop form for each beginning.

    A beginning is two characters, or one where the term or form has no more. Stop forms longer
    than every term with their first character are left out: they stand in no term's way.
    """
    known = [term[len(JAPANESE) :] for term in terms if term.startswith(JAPANESE)]
    longest: dict[str, int] = {}
    reach: dict[str, int] = {}
    for word in known:
        length, first, beginning = len(word), word[0], word[:2]
        if length > longest.get(first, 0):
            longest[first] = length
        if length > reach.get(beginning, 0):
            reach[beginning] = length
    for word in japanese.STOP_FORMS:
        if reach.get(word[:2], 0) < len(word) <= longest.get(word[0], 0):
            reach[word[:2]] = len(word)
    return reach


def spans_of(terms: Iterable[str]) -> dict[str, int]:
    """Return how many words the longest English term has for each beginning.

    A beginning is two stems with a blank between them, or one where the term has no more.
    """
    spans: dict[str, int] = {}
    for term in terms:
        if term.startswith(ENGLISH):
            stems = term[len(ENGLISH) :].split(" ", 2)
            beginning = " ".join(stems[:2])
            words = len(stems) + stems[-1].count(" ")
            if words > spans.get(beginning, 0):
                spans[beginning] = words
    return spans


def _add_theme(themed: dict[str, _Votes], theme: ThemeRow, places: dict[str, int]) -> None:
    labels = [places[label] for label in theme.labels if label in places]
    votes = dict(zip(labels, _BY_RANK, strict=False))
    for word in theme.words:
        for term in _terms(word):
            _raise(themed.setdefault(term, {}), votes, share=1.0)
    for reading in theme.readings:
        if len(reading) >= _SHORTEST_READING and reading not in theme.words:
            _raise(themed.setdefault(JAPANESE + reading, {}), votes, share=_READING)


def _add_names(loose: dict[str, _Votes], one: Emoji, place: int) -> None:
    share = _VARIANT if one.variant_of else _SYMBOL if one.group == "symbols" else 1.0
    for name in (one.name, one.name_ja):
        for term in _terms(name):
            _raise(loose.setdefault(term, {}), {place: _NAME}, share=share)
    for word in (*one.keywords_ja, *one.keywords_en, *one.name.split()):
        for term in _terms(word):
            if japanese.is_japanese(word) or len(word) >= _SHORTEST_KEYWORD:
                _raise(loose.setdefault(term, {}), {place: _KEYWORD}, share=share)


def _terms(word: str) -> Iterator[str]:
    """Yield every form under which a word of the pack is looked for."""
    plain = folded(word)
    if japanese.is_japanese(plain):
        yield from (JAPANESE + form for form in japanese.forms(plain) if "\n" not in form)
    elif stems := " ".join(map(english.stem, english.tokens(plain))):
        yield ENGLISH + stems


def _raise(votes: _Votes, by: _Votes, *, share: float) -> None:
    for place, weight in by.items():
        votes[place] = max(votes.get(place, 0.0), share * weight)


def _merged(themed: _Votes | None, loose: _Votes | None) -> _Votes:
    """Join what the theme rows and the pack say about one term."""
    votes = dict(themed or {})
    if loose:
        common = float(len(loose)) ** -0.6
        beside = _BESIDE_THEME if themed else 1.0
        for place, weight in loose.items():
            worth = weight * (max(common, 0.6) if weight >= _NAME else common)
            votes[place] = max(votes.get(place, 0.0), beside * worth)
    return votes
