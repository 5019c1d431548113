"""How sentences are put together."""

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.intent import Trouble
from emoji_labeler.wording import ENGLISH, sentences, speak, spoken_language, tr


def test_english_sentences_stand_apart_and_japanese_ones_need_no_space() -> None:
    assert sentences("It failed.", "The disk is full.") == "It failed. The disk is full."
    assert sentences("失敗しました。", "空きがありません！", "続けますか？", "はい。") == (
        "失敗しました。空きがありません！続けますか？はい。"
    )
    assert sentences("失敗しました。", "", "OpenAI says: no.", "後で。") == (
        "失敗しました。OpenAI says: no. 後で。"
    )
    assert sentences() == sentences("") == ""


def test_an_error_is_its_three_parts_in_a_line() -> None:
    error = WrongUseError("保存しませんでした。", why="空です。", remedy="書いてください。")

    assert str(error) == str(Trouble.of(error)) == "保存しませんでした。空です。書いてください。"


def test_a_language_without_a_catalogue_is_spoken_in_english() -> None:
    speak("xx")

    assert spoken_language() == ENGLISH
    assert tr("Saved.") == "Saved."
