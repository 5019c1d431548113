"""The search: from what is typed to labels in order, each with a reason.

Nothing here needs more than the standard library, so the first search may come before the first
slow import.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.emoji import match_quality
from emoji_labeler.emoji.folding import bare_emoji, search_text
from emoji_labeler.emoji.learned_index import LearnedIndex
from emoji_labeler.emoji.meanings import NO_MEANINGS, Meanings
from emoji_labeler.emoji.nearest import is_compound, nearest, parts_of
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.ranking import Scores, in_order, narrowed
from emoji_labeler.emoji.romaji import keys_of_typed, to_kana
from emoji_labeler.emoji.search_result import Reason, ReasonKind, SearchHit, SearchResult
from emoji_labeler.emoji.search_terms import TermKind, TermList
from emoji_labeler.emoji.theme_table import ThemeTable
from emoji_labeler.emoji.vocabulary import Matches, Vocabulary
from emoji_labeler.emoji.word_lists import (
    ENGLISH_STOP_WORDS,
    VARIANT_ENDINGS,
    VARIANT_KANJI,
    VARIANT_WORDS,
)

_Value = TypeVar("_Value", int, float)

_LONGEST_QUERY = 200
_MOST_WORDS = 12
_IDENTITY = 1.5
# Where a phrase has fewer hits, what is near its parts follows them.
_ENOUGH = 6
_NEAR_BESIDE_HITS = 0.4
_NO_THEMES = ThemeTable()
_REASON_OF_KIND = {
    TermKind.NAME: ReasonKind.NAME,
    TermKind.ALIAS: ReasonKind.ALIAS,
    TermKind.SHORTCODE: ReasonKind.SHORTCODE,
    TermKind.KEYWORD: ReasonKind.KEYWORD,
    TermKind.READING: ReasonKind.READING,
    TermKind.THEME: ReasonKind.THEME,
}
_REASON_OF_LEARNED = {
    LearnedFrom.QUERY: ReasonKind.QUERY,
    LearnedFrom.MEMO: ReasonKind.MEMO,
}


class SearchIndex:
    """Finds the emoji of one pack by words in English and Japanese, as typed so far."""

    def __init__(
        self,
        emoji: Sequence[Emoji],
        *,
        themes: ThemeTable,
        meanings: Meanings,
        learned: Iterable[LearnedWord],
    ) -> None:
        self._emoji = emoji
        self._places = {one.label: place for place, one in enumerate(emoji)}
        self._terms = TermList(emoji, themes=themes.rows)
        self._vocabulary = Vocabulary(self._terms)
        self._meanings = meanings
        self._identities = _identities(emoji)
        self._neutral = {
            place: self._places[one.variant_of]
            for place, one in enumerate(emoji)
            if one.variant_of in self._places
        }
        self._learned = LearnedIndex(learned)
        self._finished_words: dict[str, Scores] = {}

    @classmethod
    def build(
        cls,
        pack: EmojiPack,
        *,
        themes: ThemeTable = _NO_THEMES,
        meanings: Meanings = NO_MEANINGS,
        learned: Iterable[LearnedWord] = (),
    ) -> "SearchIndex":
        """Return the index of a pack; a window has that done in the background."""
        return cls(pack.emoji, themes=themes, meanings=meanings, learned=learned)

    def learn(self, words: Iterable[str], *, label: str, kind: LearnedFrom) -> None:
        """Let each word find the label from now on."""
        self._finished_words.clear()
        for word in words:
            if word.strip():
                self._learned.learn(LearnedWord(word=word, label=label, kind=kind))

    def forget(self, words: Iterable[str], *, label: str) -> None:
        """Take learned words away from a label; what the pack says itself stays."""
        self._finished_words.clear()
        for word in words:
            self._learned.forget(word, label=label)

    def learned_words(self, *, label: str | None = None) -> tuple[LearnedWord, ...]:
        """Return the learned words of a label, or all of them."""
        return self._learned.words(label=label)

    def search(
        self,
        query: str,
        *,
        limit: int | None = 100,
        memo_scores: Mapping[str, float] | None = None,
        use_counts: Mapping[str, int] | None = None,
        fold_variants: bool = True,
    ) -> SearchResult:
        """Return the labels that answer the query, best first.

        ``memo_scores`` are probabilities a label; ``use_counts`` say how often this person chose
        it. With ``fold_variants``, the woman and the man of an emoji stand behind the neutral one
        unless the query names them.
        """
        query = query.strip()[:_LONGEST_QUERY]
        text = search_text(query) if query else ""
        if not text:
            return SearchResult()
        scores = self._found(query, text)
        is_nearest = not scores.best
        if max(scores.best.values(), default=0.0) < match_quality.ACCIDENTAL:
            self._add_near(scores, nearest(self._vocabulary, text, meanings=self._meanings))
        elif len(scores.best) < _ENOUGH and is_compound(text):
            self._add_near(scores, parts_of(self._vocabulary, text))
        if fold_variants and not _names_variant(text):
            self._fold_variants(scores)
        totals = scores.totals()
        ordered = in_order(
            totals,
            limit=limit,
            memo=self._at_places(totals, memo_scores),
            habit=self._at_places(totals, use_counts),
        )
        hits = tuple(self._hit(place, score, scores.terms[place]) for place, score in ordered)
        return SearchResult(hits=hits, is_nearest=is_nearest and bool(hits))

    def _found(self, query: str, text: str) -> Scores:
        whole = self._scores_of_word(text)
        if "-" in query:
            # A hyphen may also be the long mark of romaji, or stand in "e-mail".
            whole.merge(self._scores_of_word(search_text(query.replace("-", ""))))
        for place, reason in self._identified(query):
            whole.add(place, _IDENTITY, reason)
        words = text.split()[:_MOST_WORDS]
        telling = [word for word in words if word not in ENGLISH_STOP_WORDS] or words
        if len(words) > 1:
            *finished, last = telling
            every = [self._scores_of_finished_word(word) for word in finished]
            whole.merge(narrowed([*every, self._scores_of_word(last)]))
        return whole

    def _scores_of_word(self, text: str) -> Scores:
        scores = Scores()
        self._add_matches(scores, self._vocabulary.matches(text))
        # One character begins thousands of words: what else speaks for each emoji is then noise.
        add = scores.add_all if len(text) > 1 else scores.add_best
        for postings, rows, trust in self._vocabulary.prefixed(text):
            add(postings.of_prefix(rows), trust=trust)
        self._add_learned(scores, text)
        return scores

    def _scores_of_finished_word(self, text: str) -> Scores:
        """Return the scores of a word that stays while the next one is typed; not to be changed."""
        known = self._finished_words.get(text)
        if known is None:
            if len(self._finished_words) >= _MOST_WORDS:
                self._finished_words.clear()
            known = self._finished_words[text] = self._scores_of_word(text)
        return known

    def _add_matches(self, scores: Scores, matches: Matches, *, is_near: bool = False) -> None:
        terms, vocabulary = self._terms, self._vocabulary
        for key, quality in matches.items():
            postings = vocabulary.postings(key, is_part=quality < match_quality.WHOLE)
            if not is_near:
                scores.add_all(postings, trust=quality)
                continue
            for place, worth, term in postings:
                reason = Reason(kind=ReasonKind.NEAR, word=terms.words[term])
                scores.add(place, quality * worth, reason)

    def _add_learned(self, scores: Scores, text: str) -> None:
        for word in self._learned.texts(text):
            self._add_learned_word(scores, word, _quality_of_learned(word, text))
        typed = to_kana(text)
        for key in keys_of_typed(typed) if typed else ():
            for word in self._learned.texts_of_key(key):
                self._add_learned_word(scores, word, match_quality.SAME_KEY)

    def _add_learned_word(self, scores: Scores, text: str, quality: float) -> None:
        for word, worth in self._learned.worths(text):
            place = self._places.get(word.label)
            if place is not None:
                reason = Reason(kind=_REASON_OF_LEARNED[word.kind], word=word.word)
                scores.add(place, quality * worth, reason)

    def _add_near(self, scores: Scores, parts: Iterable[Matches]) -> None:
        damped = _NEAR_BESIDE_HITS if scores.best else 1.0
        near: dict[int, float] = {}
        reasons: dict[int, int | Reason] = {}
        for matches in parts:
            part = Scores()
            self._add_matches(part, matches, is_near=True)
            for place, score in part.best.items():
                near[place] = near.get(place, 0.0) + score * damped
                reasons.setdefault(place, part.terms[place])
        for place, score in near.items():
            scores.add(place, score, reasons[place])

    def _identified(self, query: str) -> Iterator[tuple[int, Reason]]:
        """Yield the emoji that the query is: its character, its label or its code."""
        bare = bare_emoji(query)
        code = query.strip(":").casefold()
        kinds = (
            ("emoji", "shortcode", "label")
            if query[0] == query[-1] == ":"
            else ("emoji", "label", "shortcode")
        )
        for kind in kinds:
            asked = bare if kind == "emoji" else code
            place = self._identities[kind].get(asked)
            if place is not None:
                yield place, Reason(kind=ReasonKind(kind), word=asked)
                return
        for char in dict.fromkeys(bare):
            if char in self._identities["emoji"]:
                reason = Reason(kind=ReasonKind.EMOJI, word=char)
                yield self._identities["emoji"][char], reason

    def _fold_variants(self, scores: Scores) -> None:
        for place, neutral in self._neutral.items():
            if place in scores.best and not self._is_meant(scores.terms[place], scores.best[place]):
                scores.move(place, to=neutral)

    def _is_meant(self, term: int | Reason, score: float) -> bool:
        """Tell whether a term stands for exactly this emoji, so that a variant stays itself."""
        if isinstance(term, Reason):
            return term.kind is not ReasonKind.NEAR
        kind = self._terms.kind(term)
        is_whole_name = kind is TermKind.NAME and score >= match_quality.FROM_ROMAJI
        return kind is TermKind.THEME or is_whole_name

    def _hit(self, place: int, score: float, term: int | Reason) -> SearchHit:
        if not isinstance(term, Reason):
            kind = _REASON_OF_KIND[self._terms.kind(term)]
            term = Reason(kind=kind, word=self._terms.words[term])
        return SearchHit(label=self._emoji[place].label, score=score, reason=term)

    def _at_places(
        self, places: Iterable[int], values: Mapping[str, _Value] | None
    ) -> dict[int, _Value]:
        """Return the values of the labels at some places: of those found, not of the whole pack."""
        if not values:
            return {}
        labels = ((place, self._emoji[place].label) for place in places)
        return {place: values[label] for place, label in labels if label in values}


def _quality_of_learned(word: str, text: str) -> float:
    return match_quality.EXACT if word == text else match_quality.of_longer_key(word)


def _identities(emoji: Sequence[Emoji]) -> dict[str, dict[str, int]]:
    """Return the place of every name, for each way to name one emoji; the first claim counts."""
    found: dict[str, dict[str, int]] = {"emoji": {}, "label": {}, "shortcode": {}}
    for place, one in enumerate(emoji):
        if one.character:
            found["emoji"].setdefault(bare_emoji(one.character), place)
        found["label"].setdefault(one.label.casefold(), place)
        for code in one.shortcodes:
            found["shortcode"].setdefault(code.strip(":").casefold(), place)
    return found


def _names_variant(text: str) -> bool:
    is_named = any(word in VARIANT_WORDS or word.endswith(VARIANT_ENDINGS) for word in text.split())
    return is_named or not VARIANT_KANJI.isdisjoint(text)
