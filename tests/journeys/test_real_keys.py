"""Labelling on a real screen with real keys; the answers are read from the project file."""

from collections.abc import Callable

import pytest

from tests.journeys.real_program import RealProgram

pytestmark = pytest.mark.screen
Open = Callable[[], RealProgram]


def test_english_words_and_enter_label_one_memo_after_the_other(open_program: Open) -> None:
    program = open_program()

    first = program.take("cat", rows=1)
    second = program.take("umbrella", rows=2)

    assert (first[0], first[1]) == (1, "submitted")
    assert "cat" in first[2]
    assert (second[0], second[1]) == (2, "submitted")
    assert "umbrella" in second[2]
    program.quit()


def test_japanese_words_arrows_and_enter_label_memos(open_program: Open) -> None:
    program = open_program()
    program.take("umbrella", rows=1)
    first = program.take("猫", rows=2)
    assert (first[0], first[1]) == (2, "submitted")
    assert "cat" in first[2]

    program.find("猫")
    program.press("Right", "Return")
    last = program.wait_for(lambda rows: len(rows) == 3)[2]

    assert (last[0], last[1]) == (3, "submitted")
    assert "cat" in last[2]
    assert last[2] != first[2]
    program.quit()


def test_slots_skipping_and_undo_go_on_after_a_restart(open_program: Open) -> None:
    program = open_program()
    label = program.take("cat", rows=1)[2]
    program.type("1")
    program.wait_for(lambda rows: rows[1:] == [(2, "submitted", label)])
    program.press("alt+s")
    program.wait_for(lambda rows: rows[2:] == [(3, "skipped", "")])
    program.press("ctrl+z", "ctrl+z")
    program.wait_for(lambda rows: rows == [(1, "submitted", label)])
    program.quit()

    program = open_program()
    program.press("ctrl+z")
    program.wait_for(lambda rows: rows == [])
    program.press("ctrl+y", "ctrl+y")

    program.wait_for(lambda rows: [row[0] for row in rows] == [1, 2])
    program.quit()
