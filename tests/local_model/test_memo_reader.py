"""The quick reader finds what the plain one finds: the same terms, places and weights."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emoji_labeler import resources
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.theme_table import ThemeRow, load_theme_table
from emoji_labeler.local_model import english, japanese
from emoji_labeler.local_model.lexicon import Lexicon, build_lexicon
from emoji_labeler.local_model.memo_reader import read_memo
from tests.local_model.plain_reader import Found, PlainReader, plain_words
from tests.local_model.words import EMOJI, THEMES


def _whole_lexicon() -> Lexicon:
    pack = load_pack(resources.emoji_pack_folder())
    table = load_theme_table(resources.theme_tables()[:2], known_labels=pack.places)
    return build_lexicon(pack.emoji, themes=table.rows)


LEXICON = _whole_lexicon()
# Words too short to be found alone with a phrase of them, and one that a stop form may overlap.
ODD = ThemeRow(words=("q", "7", "q 7", "緒方"), labels=("bread",))
SMALL = build_lexicon(EMOJI, themes=(*THEMES, ODD))


def _plain_reader(lexicon: Lexicon) -> PlainReader:
    terms = lexicon.terms
    themed = {term for term, is_themed in zip(terms, lexicon.themed, strict=True) if is_themed}
    return PlainReader(terms=frozenset(terms), themed=themed)


PLAIN, PLAIN_SMALL = _plain_reader(LEXICON), _plain_reader(SMALL)
TERMS = sorted(PLAIN.terms)
_DATA = Path(__file__).parents[2] / "scripts" / "data"
MEMO_FILES = (
    resources.assets_folder() / "sample" / "memos.jsonl",
    *(_DATA / f"suggest_{name}.jsonl" for name in ("memos", "dev", "person")),
)


def _found(text: str, lexicon: Lexicon) -> list[Found]:
    return [(one.term, one.place, one.weight) for one in read_memo(text, lexicon=lexicon).terms]


def _memos(path: Path) -> Sequence[str]:
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", MEMO_FILES, ids=lambda path: path.stem)
def test_in_every_memo_that_comes_with_the_program_the_same_is_found(path: Path) -> None:
    memos = _memos(path)
    assert len(memos) > 100
    for memo in memos:
        assert _found(memo, LEXICON) == PLAIN.read(memo)


def test_every_known_word_is_found_or_passed_over_alike_when_it_stands_alone() -> None:
    for term in TERMS:
        assert _found(term[2:], LEXICON) == PLAIN.read(term[2:]), term


# Texts of what a memo is made of, whole or cut, in any order, with or without blanks.
_KNOWN = st.sampled_from(TERMS).map(lambda term: term[2:])
_SAID = st.sampled_from(sorted(japanese.STOP_FORMS | japanese.FAINT_FORMS | english.STOP_STEMS))
_SIGNS = "はがをにでとものへ、。！？・ー々〆ヶ\u3040\u30a0\u9fff \n3２ßé👍\ufe0f\u200d"
_ENDINGS = ("'s", "’s", "s'", "'ll", "'d", "n't", "ing", "ed", "ies", "２時", "ｶﾞ", "👩\u200d💻")
_CUT = st.builds(lambda word, at: word[at:], _KNOWN, st.integers(1, 3))
_LITTLE = st.sampled_from([*_SIGNS, *_ENDINGS])
_PIECE = st.one_of(_KNOWN, _KNOWN, _SAID, _LITTLE, _CUT, st.text(max_size=6))
_MIXTURES = st.builds(
    lambda pieces, between: between.join(pieces),
    st.lists(_PIECE, max_size=20),
    st.sampled_from(["", "", " "]),
)
_KANA = st.text(
    "あいうえおかがきくけこさしすせそたちつてとなにぬのはひふまみめもやらりるれろわをん"
)


@given(_MIXTURES | _KANA | st.text())
@example("")
@example("It’s Tom’s, I'll say: due dates aren't fun at 10 o'clock")
@example("one more time, all of us: what to do")
@example("日本人の上司が来た。今日中にしめきりだ")
@example("ａ猫b 猫a")
def test_in_any_text_the_same_is_found(text: str) -> None:
    assert _found(text, LEXICON) == PLAIN.read(text)


_SMALL_PIECES = st.sampled_from(
    [term[2:] for term in sorted(PLAIN_SMALL.terms)] + [*"のをはがa 1-た"]
)
_SMALL_TEXTS = st.lists(_SMALL_PIECES | _SAID).map("".join)


@given(_SMALL_TEXTS)
@example("q and q 7 and 7")
@example("一緒方")
def test_with_few_words_known_the_same_is_found(text: str) -> None:
    assert _found(text, SMALL) == PLAIN_SMALL.read(text)


@given(st.text("ab1's’dlvremt xé") | st.text())
def test_english_words_are_cut_alike(text: str) -> None:
    assert english.tokens(text) == plain_words(text)
