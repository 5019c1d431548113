"""What is found in the answers of chat models, however they come."""

import pytest

from emoji_labeler.datasets.generated_text import is_refusal, memo_in, themes_in

THREE = ("rain", "late train", "母との電話")


@pytest.mark.parametrize(
    "answer",
    [
        '{"themes": ["rain", "late train", "母との電話"]}',
        '["rain", "late train", "母との電話"]',
        '```json\n{"themes": ["rain", "late train", "母との電話"]}\n```',
        'Here are three themes:\n```\n["rain", "late train", "母との電話"]\n```\nEnjoy!',
        'Sure! {"themes": [{"theme": "rain"}, {"theme": "late train"}, {"theme": "母との電話"}]}',
        "1. rain\n2. late train\n3. 母との電話\n",
        "Here are the themes:\n\n1) **rain**\n2) late train\n3) 「母との電話」\n\nShall I go on?",
        "１．rain\n２．late train\n３．母との電話",
        "- rain\n- late train\n- 母との電話。",
        "rain\nlate train\n母との電話",
        "はい、以下のとおりです。\nrain\nlate train\n母との電話",
        '{"themes": ["rain", "late train", "母との電話", "half of a th',
        '```json\n{"themes": ["rain", "late train", "母との電話"',
        '{"themes": ["rain", "rain", "late train", "母との電話", "Rain", "", "' + "x" * 90 + '"]}',
    ],
)
def test_themes_are_found_in_every_form(answer: str) -> None:
    assert themes_in(answer) == THREE


@pytest.mark.parametrize("answer", ["", "   ", "{}", '{"themes": []}', "[]", '{"themes": 3}'])
def test_an_answer_without_a_list_gives_no_theme(answer: str) -> None:
    assert themes_in(answer) == ()


@pytest.mark.parametrize(
    "answer",
    [
        '{"memo": "I missed it.\\nAgain."}',
        '```json\n{"memo": "I missed it.\\nAgain."}\n```',
        'Here it is: {"memo": "I missed it.\\nAgain."}',
        '{"title": "x", "memo": "I missed it.\\nAgain."}',
        '{"text": "I missed it.\\nAgain."}',
        '["I missed it.\\nAgain."]',
        '"I missed it.\\nAgain."',
        "I missed it.\nAgain.",
        "Memo: I missed it.\nAgain.",
        "Sure, here is a memo:\n\n“I missed it.\nAgain.”",
        '{"memo": "I missed it.\nAgain."}',
        '{"memo": "I missed it.\\nAgain."',
        '{"memo": "I missed it.\\nAgain.",',
        "```\nI missed it.\nAgain.\n```",
    ],
)
def test_a_memo_is_found_in_every_form(answer: str) -> None:
    assert memo_in(answer) == "I missed it.\nAgain."


@pytest.mark.parametrize(
    "answer",
    ["", '{"memo": "I missed it and', '{"memo": ""}', '{"memo": 3}', "{}", '{"memo": "a\\u0000b"}'],
)
def test_an_answer_without_a_whole_memo_gives_none(answer: str) -> None:
    assert memo_in(answer) == ""


def test_quotes_inside_a_memo_stay() -> None:
    assert memo_in("「ただいま」と言ったら「おかえり」") == "「ただいま」と言ったら「おかえり」"


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry, but I can't help with that.",
        "I cannot assist with this request.",
        "申し訳ありませんが、そのご依頼にはお応えできません。",
    ],
)
def test_a_refusal_in_plain_words_is_known(answer: str) -> None:
    assert is_refusal(answer)


@pytest.mark.parametrize(
    "answer", ["I can't believe I missed it.", "すみません、と言われた。", "{}"]
)
def test_a_memo_is_no_refusal(answer: str) -> None:
    assert not is_refusal(answer)
