"""Everything an emoji is called, each kind of name in an index of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.folding import bare_emoji, search_texts
from emoji_labeler.emoji.meanings import NO_MEANINGS, Meanings
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.emoji.unicode_forms import bare
from emoji_labeler.emoji.word_lists import ENGLISH_STOP_WORDS

Index = dict[str, str]


def code_key(code: str) -> str:
    """Return a shortcode as it is looked up: services differ in hyphens and underscores."""
    return code.lower().replace("-", "_").replace("’", "").replace("'", "")


class KnownNames:
    """The names of many emoji, from each folded name to one label.

    Where two emoji share a name, the one that comes first in ``emoji`` has it. A word that more
    than one family of variants has as a keyword leads to no label: it is too vague to be a name.
    ``base_label`` returns the neutral variant of a label. Each index is built on first use.
    """

    def __init__(
        self,
        emoji: Sequence[Emoji],
        *,
        base_label: Callable[[str], str],
        themes: Iterable[ThemeRow] = (),
        meanings: Meanings = NO_MEANINGS,
    ) -> None:
        self.emoji = emoji
        self.base_label = base_label
        self._themes = tuple(themes)
        self._meanings = meanings

    @cached_property
    def characters(self) -> Index:
        """Bare Unicode emoji."""
        return _first((bare(one.character), one.label) for one in self.emoji if one.character)

    @cached_property
    def untoned_characters(self) -> Index:
        """Unicode emoji without skin tones."""
        return _first((bare_emoji(one.character), one.label) for one in self.emoji if one.character)

    @cached_property
    def codes(self) -> Index:
        """Shortcodes, as ``code_key`` returns them."""
        return _first((code_key(code), one.label) for one in self.emoji for code in one.shortcodes)

    @cached_property
    def labels(self) -> Index:
        """Labels."""
        return _folded((one.label, one.label) for one in self.emoji)

    @cached_property
    def aliases(self) -> Index:
        """Labels in older and newer lists."""
        return _folded((alias, one.label) for one in self.emoji for alias in one.aliases)

    @cached_property
    def names(self) -> Index:
        """Full names in English and Japanese."""
        english = ((one.name_en, one.label) for one in self.emoji if one.name_en)
        japanese = ((one.name_ja, one.label) for one in self.emoji if one.name_ja)
        return _folded([*english, *japanese])

    @cached_property
    def written_names(self) -> Index:
        """Full names as they are written: たこ is a kite, タコ an octopus."""
        return _first(
            (name, one.label) for one in self.emoji for name in (one.name_ja, one.name_en)
        )

    @cached_property
    def bare_codes(self) -> Index:
        """Shortcodes as if they were names: without colons."""
        return _folded((code, one.label) for one in self.emoji for code in one.shortcodes)

    @cached_property
    def proper(self) -> Index:
        """Labels, aliases and names in one index: what an emoji is really called."""
        return {**self.names, **self.aliases, **self.labels}

    @cached_property
    def called(self) -> Index:
        """The same with shortcodes, for which a label is never given up."""
        return {**self.bare_codes, **self.proper}

    @cached_property
    def joined(self) -> Index:
        """All of these names with no space between their words, where that is unambiguous."""
        return self._unique((key.replace(" ", ""), label) for key, label in self.called.items())

    @cached_property
    def sorted_words(self) -> Index:
        """All of these names with their words in alphabetical order."""
        several = ((key, label) for key, label in self.called.items() if " " in key)
        return self._unique((" ".join(sorted(key.split())), label) for key, label in several)

    @cached_property
    def keywords(self) -> Index:
        """Keywords that one family alone has."""
        pairs = [(w, one.label) for one in self.emoji for w in one.keywords_en + one.keywords_ja]
        return self._unique(_fold_pairs(pairs))

    @cached_property
    def things(self) -> frozenset[str]:
        """Labels that are neither faces nor symbols."""
        return frozenset(
            one.label for one in self.emoji if one.group != "symbols" and "face" not in one.subgroup
        )

    @cached_property
    def readings(self) -> Index:
        """Readings in hiragana that one family alone has."""
        return self._unique((read, one.label) for one in self.emoji for read in one.readings)

    @cached_property
    def themes(self) -> Index:
        """Everyday words of the theme tables, with the best label of each."""
        known = {one.label for one in self.emoji}
        rows = [
            (row, next((one for one in row.labels if one in known), "")) for row in self._themes
        ]
        return _folded((w, best) for row, best in rows if best for w in row.words + row.readings)

    @cached_property
    def theme_families(self) -> dict[str, frozenset[str]]:
        """The neutral labels that the theme tables give each word."""
        pairs = [(w, r) for r in self._themes for w in r.words + r.readings]
        keys = search_texts([word for word, _ in pairs]) if pairs else []
        found: dict[str, set[str]] = defaultdict(set)
        for key, (_, row) in zip(keys, pairs, strict=True):
            found[key].update(map(self.base_label, row.labels))
        return {key: frozenset(labels) for key, labels in found.items()}

    @cached_property
    def labels_by_name_word(self) -> dict[str, frozenset[str]]:
        """Labels by each word of their names."""
        return _by_word((key, label) for key, label in self.called.items())

    @cached_property
    def labels_by_word(self) -> dict[str, frozenset[str]]:
        """Labels by each word of their names and keywords."""
        pairs = [(word, one.label) for one in self.emoji for word in one.keywords_en]
        return _by_word([*self.called.items(), *_fold_pairs(pairs)])

    @cached_property
    def labels_by_japanese_word(self) -> dict[str, frozenset[str]]:
        """Labels by each Japanese name and keyword."""
        names = [(one.name_ja, one.label) for one in self.emoji if one.name_ja]
        pairs = [(word, one.label) for one in self.emoji for word in one.keywords_ja]
        return _by_word(_fold_pairs(names + pairs))

    def is_word(self, word: str) -> bool:
        """Tell whether a word is known, if not as the word of an emoji, then as a word."""
        if word in self.labels_by_word or word in ENGLISH_STOP_WORDS:
            return True
        return word in self.theme_families or bool(self._meanings.near(word))

    def like(self, key: str, *, most: int) -> Iterator[tuple[str, str]]:
        """Yield the names and keywords that may be so few slips away from a key, with labels.

        A slip adds a letter, takes one, or puts one for another: two letters more or less at most.
        """
        letters = _letters(key)
        for length in range(len(key) - most, len(key) + most + 1):
            for own, spelling, label in self._spellings.get(length, ()):
                if (own ^ letters).bit_count() <= 2 * most:
                    yield spelling, label

    @cached_property
    def _spellings(self) -> dict[int, list[tuple[int, str, str]]]:
        """English names, and keywords of one thing alone, with their letters, by their length."""
        keywords = {key: label for key, label in self.keywords.items() if label in self.things}
        found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for key, label in {**keywords, **self.called}.items():
            if key.isascii():
                found[len(key)].append((_letters(key), key, label))
        return found

    def family_of(self, labels: Iterable[str]) -> str:
        """Return the label that all of these are, or are variants of; else an empty string."""
        found = set(labels)
        if len(found) == 1:
            return found.pop()
        bases = {self.base_label(label) for label in found}
        return bases.pop() if len(bases) == 1 else ""

    def _unique(self, pairs: Iterable[tuple[str, str]]) -> Index:
        owners: dict[str, set[str]] = defaultdict(set)
        for key, label in pairs:
            owners[key].add(label)
        families = ((key, self.family_of(labels)) for key, labels in owners.items())
        return {key: label for key, label in families if label}


def _letters(key: str) -> int:
    """Return a set of the letters of a key, a bit for each."""
    found = 0
    for letter in key:
        found |= 1 << (ord(letter) & 31)
    return found


def _first(pairs: Iterable[tuple[str, str]]) -> Index:
    found: Index = {}
    for key, label in pairs:
        found.setdefault(key, label)
    return found


def _fold_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    listed = list(pairs)
    if not listed:
        return []
    keys = search_texts([text for text, _ in listed])
    return [(key, label) for key, (_, label) in zip(keys, listed, strict=True) if key]


def _folded(pairs: Iterable[tuple[str, str]]) -> Index:
    return _first(_fold_pairs(pairs))


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, label in pairs:
        for word in key.split():
            if word not in ENGLISH_STOP_WORDS:
                found[word].add(label)
    return {word: frozenset(labels) for word, labels in found.items()}
