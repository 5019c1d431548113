import pytest

from emoji_labeler.emoji.label_rules import fault_in_label


@pytest.mark.parametrize(
    "label",
    ["cat", "on", "100", "+1", "-1", "🐈", "猫", "Party Parrot", "a.b", "x" * 64, "console"],
)
def test_any_short_name_is_a_label(label: str) -> None:
    assert fault_in_label(label) == ""


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("", "empty"),
        ("x" * 65, "longer than 64"),
        (" cat", "blank"),
        ("cat\u3000", "blank"),
        ("c\tat", "control"),
        ("c\x9fat", "control"),
        ("con", "device"),
        ("LPT1", "device"),
        ("nul.png", "device"),
        ("..", "folder"),
        ("../cat", "holds one of"),
        ("a|b", "holds one of"),
        ("caf\udce9", "not readable"),
    ],
)
def test_a_label_that_no_file_should_have_is_refused(label: str, why: str) -> None:
    assert why in fault_in_label(label)
