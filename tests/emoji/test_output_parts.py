import pytest

from emoji_labeler.emoji import output_parts


def _marked(text: str) -> list[str]:
    return [part.text for part in output_parts.marked_parts(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('{"why": "a dog", "label": "cat"}', ["cat", "a dog"]),
        ("I say **cat** and `dog`", ["cat", "dog"]),
        ("The label is: cat. Or not.", ["cat"]),
        ("答えは「猫」です", ["猫"]),
        ("it's the dog's", []),
    ],
)
def test_the_surest_mark_comes_first(text: str, parts: list[str]) -> None:
    assert _marked(text)[: len(parts)] == parts
    assert bool(_marked(text)) == bool(parts)


def test_prose_is_no_list() -> None:
    assert [part.text for part in output_parts.listed_parts("1. cat\n2) dog\n* owl")] == [
        *("cat", "dog", "owl")
    ]
    assert output_parts.listed_parts("Well, I would rather not say what that memo is") == []


def test_json_nested_too_deep_is_only_text() -> None:
    assert _marked("[" * 9_000) == []


def test_what_hides_a_text_is_taken_away() -> None:
    assert output_parts.readable("\ufeff c\u200bat\x00 &amp; \\u0041\n") == "cat & A"


def test_saying_that_there_is_no_label_says_nothing() -> None:
    assert output_parts.says_nothing("None.")
    assert output_parts.says_nothing("該当なし")
    assert not output_parts.says_nothing("nothing but cats")
