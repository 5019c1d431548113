"""Finding texts that are nearly the same: MinHash (Broder, 1997) with banding.

Libraries for this bring SciPy or compiled code for what is a page of numpy. Two texts are near
duplicates where their sets of three-character pieces, taken after ``words_alone``, have a Jaccard
similarity of ``THRESHOLD`` or more. Candidates share one of 32 bands of four hashes; at the
threshold a pair is overlooked 2 times in 10,000, at a similarity of 0.8 once in 20 million.
Every candidate is compared in full, so nothing is taken for a near-duplicate that is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from emoji_labeler.domain.text import normalise, words_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    _Numbers: TypeAlias = NDArray[np.uint64]
    _Hashes: TypeAlias = NDArray[np.uint32]

THRESHOLD = 0.7
_PIECE = 3
_BANDS = 32
_ROWS_A_BAND = 4
_TEXTS_AT_ONCE = 500
_COMPARED_BETWEEN_STEPS = 10_000
_COMPARED_AT_MOST = 64
"""With so many members of one band a text is compared; else a million texts made from one template
would be compared each with each."""


class Clusters:
    """Numbers joined into clusters (union-find); the smallest number names a cluster."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def of(self, number: int) -> int:
        """Return the name of the number's cluster."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, first: int, second: int) -> None:
        """Make one cluster of two."""
        low, high = sorted((self.of(first), self.of(second)))
        self._parents[high] = low


def near_duplicate_clusters(texts: Sequence[str]) -> list[int]:
    """Return for each text the place of the first text of its cluster.

    A cluster holds what is linked by near-duplicates, directly or from one to the next. The same
    texts give the same clusters on every machine, and their order only names them.
    """
    numbers: dict[str, int] = {}
    firsts: list[int] = []
    number_of: list[int] = []
    for place, text in enumerate(texts):
        number = numbers.setdefault(words_alone(text) or normalise(text), len(firsts))
        if number == len(firsts):
            firsts.append(place)
        number_of.append(number)
    unique = list(numbers)
    # There may be millions, and what comes now needs the room.
    del numbers
    clusters = Clusters(len(unique))
    for first, second in _candidates(unique):
        if clusters.of(first) != clusters.of(second) and _are_near(unique[first], unique[second]):
            clusters.join(first, second)
    return [firsts[clusters.of(number)] for number in number_of]


class NearPair(NamedTuple):
    """Two texts by their places, the earlier one first, and how alike they are, 0 to 1."""

    first: int
    second: int
    similarity: float


def near_duplicate_pairs(
    texts: Sequence[str],
    *,
    threshold: float = THRESHOLD,
    step: Callable[[float], None] = lambda _share: None,
) -> list[NearPair]:
    """Return each text that is like an earlier one, beside the earlier one it is most like.

    The most alike come first. Below a threshold of ``THRESHOLD`` more pairs are overlooked: at a
    similarity of 0.5 one in eight. ``step`` is told the share of the work that is done, and may
    raise something to stop it.
    """
    keys = [words_alone(text) or normalise(text) for text in texts]
    firsts: dict[str, int] = {}
    pairs: list[NearPair] = []
    for place, key in enumerate(keys):
        first = firsts.setdefault(key, place)
        if first != place:
            pairs.append(NearPair(first, place, 1.0))
    unique = list(firsts)
    nearest: dict[int, tuple[float, int]] = {}
    for number, (one, other) in enumerate(_candidates(unique, step=step)):
        if number % _COMPARED_BETWEEN_STEPS == 0:
            step(1.0)
        first, second = sorted((one, other))
        alike = similarity(unique[first], unique[second])
        if alike >= threshold:
            nearest[second] = max(nearest.get(second, (0.0, 0)), (alike, -first))
    places = list(firsts.values())
    pairs += [
        NearPair(places[-first], places[second], alike)
        for second, (alike, first) in nearest.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.similarity, pair.second))


def similarity(first: str, second: str) -> float:
    """Return the Jaccard similarity of two texts that are ``words_alone`` already, 0 to 1."""
    mine, theirs = _pieces(first), _pieces(second)
    return len(mine & theirs) / len(mine | theirs)


def _are_near(first: str, second: str) -> bool:
    return similarity(first, second) >= THRESHOLD


def _pieces(text: str) -> set[str]:
    framed = _framed(text)
    return {framed[at : at + _PIECE] for at in range(len(framed) - _PIECE + 1)}


def _framed(text: str) -> str:
    """Return text between marks, so that even one character makes a piece."""
    return f"\x02{text or ' '}\x03"


def _candidates(
    texts: Sequence[str], *, step: Callable[[float], None] = lambda _share: None
) -> Iterator[tuple[int, int]]:
    """Yield pairs of places whose texts share a band, each once."""
    import numpy as np

    if len(texts) < 2:
        return
    # In the order of the texts, so that which pairs are left out does not hang on the order given.
    ordered = np.array(sorted(range(len(texts)), key=texts.__getitem__))
    bands = _bands([texts[place] for place in ordered], step=step)
    for number, band in enumerate(bands.T):
        step(1.0)
        by_value = np.argsort(band, kind="stable")
        for members in _alike(by_value, values=band[by_value]):
            for one, other in _pairs(members):
                if not (bands[one, :number] == bands[other, :number]).any():
                    yield int(ordered[one]), int(ordered[other])


def _alike(places: NDArray[np.intp], *, values: _Hashes) -> Iterator[list[int]]:
    """Yield the places that have the same one of these sorted values, where there are several."""
    import numpy as np

    begins = np.flatnonzero(np.diff(values, prepend=values[:1] ^ 1))
    sizes = np.diff(begins, append=len(values))
    shared = sizes > 1
    for begin, size in zip(begins[shared].tolist(), sizes[shared].tolist(), strict=True):
        yield places[begin : begin + size].tolist()


def _pairs(members: list[int]) -> Iterator[tuple[int, int]]:
    for place, member in enumerate(members):
        for other in members[max(0, place - _COMPARED_AT_MOST) : place]:
            yield other, member


def _bands(texts: Sequence[str], *, step: Callable[[float], None]) -> _Hashes:
    """Return one row a text, one column a band; an equal band has an equal number.

    Half of a hash is enough, and half the room: who has it by chance is compared in vain.
    """
    import numpy as np

    bands = np.empty((len(texts), _BANDS), dtype=np.uint32)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        step(start / len(texts))
        block = slice(start, start + _TEXTS_AT_ONCE)
        bands[block] = _bands_of_block(texts[block]).astype(np.uint32)
    return bands


def _bands_of_block(texts: Sequence[str]) -> _Numbers:
    import numpy as np

    pieces, starts = _hashed_pieces(texts)
    count = _BANDS * _ROWS_A_BAND
    salts = _mixed(np.arange(1, count + 1, dtype=np.uint64))
    smallest = np.empty((len(texts), count), dtype=np.uint64)
    for column, salt in enumerate(salts):
        smallest[:, column] = np.minimum.reduceat(_mixed(pieces ^ salt), starts)
    bands = smallest.reshape(len(texts), _BANDS, _ROWS_A_BAND)
    mixed = np.zeros((len(texts), _BANDS), dtype=np.uint64)
    for row in range(_ROWS_A_BAND):
        mixed = _mixed(mixed ^ bands[:, :, row])
    return mixed


def _hashed_pieces(texts: Sequence[str]) -> tuple[_Numbers, NDArray[np.intp]]:
    """Return the hashes of all pieces of all texts, and where each text's begin."""
    import numpy as np

    framed = [_framed(text) for text in texts]
    lengths = np.array([len(text) for text in framed])
    codes = np.frombuffer("".join(framed).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    # A character has 21 bits, so three of them fit into one number.
    whole = codes[:-2] << np.uint64(42) | codes[1:-1] << np.uint64(21) | codes[2:]
    ends = np.cumsum(lengths)
    crossing = np.concatenate([ends[:-1] - 2, ends[:-1] - 1])
    inside = np.ones(len(whole), dtype=bool)
    inside[crossing] = False
    starts = np.concatenate([[0], np.cumsum(lengths - (_PIECE - 1))[:-1]])
    return _mixed(whole[inside]), starts


def _mixed(numbers: _Numbers) -> _Numbers:
    """Return 64-bit numbers whose bits all hang on all bits given (the end of SplitMix64)."""
    import numpy as np

    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
