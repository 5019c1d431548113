"""Two people label files of their own and a reviewer decides, on a real screen by keys alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from emoji_labeler.charts.colours import LIGHT as CHART_COLOURS
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from tests.cli.conftest import Run
from tests.journeys.real_program import RealProgram

pytestmark = pytest.mark.screen
Open = Callable[..., RealProgram]

MEMOS = (
    "猫が膝の上で寝てしまって動けない。",
    "Ran home through the rain.",
    "母の誕生日にケーキを焼いた。",
    "The neighbours' dog barked all night.",
    "雨の中、傘を忘れた。",
    "The kitten found the yarn.",
)
BODY = (0.2, 0.2, 1.0, 1.0)
VERDICTS = "select memo_id, decision, label from verdicts order by memo_id"


@pytest.fixture
def diary(tmp_path: Path, settings_path: Path, run: Run) -> Path:
    """A project that was made from a text file; every memo shows its suggestions."""
    settings = SettingsFile(settings_path)
    settings.put(table.SUGGESTIONS, "before")
    settings.put(table.WITHHELD_PERCENT, 0)
    path = tmp_path / "shared.db"
    (tmp_path / "memos.txt").write_text("\n".join(MEMOS), "utf-8")
    assert run("import", tmp_path / "memos.txt", "-p", path).code == 0
    return path


def label_as_aiko(program: RealProgram) -> None:
    """Answer six memos with found and suggested pictures, one of them with a second."""
    program.take("cat", rows=1)
    program.type("1")
    program.wait_for(lambda rows: len(rows) == 2)
    program.type("dog")
    program.press("shift+Return", "Escape")
    program.take("cake", rows=3)
    for place, words in enumerate(("umbrella", "犬", "cat"), start=4):
        program.take(words, rows=place)
    program.quit()


def label_as_ben(program: RealProgram) -> None:
    """Answer the first and the last memo as Aiko does, and no other one."""
    for place, words in enumerate(("cat", "dog", "dog", "cake", "umbrella", "cat"), start=1):
        program.take(words, rows=place)
    program.quit()


def become_the_reviewer(program: RealProgram) -> None:
    """Come into the project as somebody new who decides; disagreements come first."""
    program.be_new("Chie")
    program.press("ctrl+2", "alt+Return")
    program.wait_to_read("select name from annotators where role = 'reviewer'", [("Chie",)])


def decide(program: RealProgram, *decided: tuple[int, str]) -> None:
    """Wait until these memos are decided like this, and no other one."""
    query = "select memo_id, decision from verdicts order by memo_id"
    program.wait_to_read(query, list(decided))


def work_through_the_disagreements(program: RealProgram) -> None:
    """Accept, correct, send back, reject, take that back and bring it back."""
    program.press("Return")
    decide(program, (2, "accepted"))
    program.find("猫")
    program.press("Return")
    decided = [(2, "accepted"), (3, "corrected")]
    decide(program, *decided)
    program.press("alt+b", "Return")
    program.type("which of them?")
    program.press("Return")
    decided.append((4, "sent_back"))
    decide(program, *decided)
    program.press("alt+x", "Return")
    decide(program, *decided, (5, "rejected"))
    program.press("ctrl+z")
    decide(program, *decided)
    program.press("ctrl+y")
    decide(program, *decided, (5, "rejected"))


def answer_again_as_aiko(program: RealProgram) -> None:
    """Give the memo that was sent back the label that Ben gave it."""
    program.be(1)
    program.find("cake")
    program.press("Return")
    [(label,)] = program.read(
        "select label from annotations join annotators on annotators.id = annotator_id"
        " where memo_id = 4 and name = 'Ben'"
    )
    query = "select label from annotations where memo_id = 4"
    program.wait_to_read(query, [(label,), (label,)])


def choose_first_and_see_then(program: RealProgram) -> str:
    """Choose for that memo before the others' labels are seen, and stay with it; say with what."""
    program.be(3)
    program.press("ctrl+2", "ctrl+k")
    program.in_dialog("Commands", "Return", text="choose before")
    rules = "select value ->> 'commits_first' from project_values where name = 'review_rules'"
    program.wait_to_read(rules, [(1,)])
    program.find("dog")
    program.press("Return", "Return")
    query = "select decision, first_choice = label, refused_label <> '' from verdicts"
    program.wait_to_read(f"{query} where memo_id = 4", [("corrected", 1, 1)])
    [(label,)] = program.read("select first_choice from verdicts where memo_id = 4")
    return str(label)


def agreement(run: Run, path: Path) -> tuple[int, float | None]:
    """Return how many memos several people answered, and for what share they agree."""
    found = json.loads(run("agreement", path, "--json").out)
    share: float | None = found["coefficients"]["percent"]["value"]
    return found["shared"], share and round(share, 3)


def labels_that_count(run: Run, path: Path) -> dict[str, str]:
    """Return the label of each memo that the training file names."""
    output = path.with_name("training.jsonl")
    assert run("export", "-p", path, "--output", output).code in {0, 1}
    rows = [json.loads(line)["messages"] for line in output.read_text("utf-8").splitlines()]
    return {row[-2]["content"]: row[-1]["content"] for row in rows}


def preference_pairs(run: Run, path: Path) -> dict[str, tuple[str, str]]:
    """Return the label that is preferred and the one that is not, for each memo with a pair."""
    whole = ("--reviewed-only", "--validation", "0", "--test", "0")
    # That there are so few rows is told as an error.
    assert run("snapshot", "create", "reviewed", *whole, "-p", path).code == 1
    output = path.with_name("pairs.jsonl")
    form = ("--format", "preference_pairs", "--anyway", "--output", output)
    assert run("export", "--snapshot", "reviewed", *form, "-p", path).code == 0
    lines = path.with_name("pairs.train.jsonl").read_text("utf-8").splitlines()
    return {
        pair["input"]["messages"][-1]["content"]: (
            pair["preferred_output"][0]["content"],
            pair["non_preferred_output"][0]["content"],
        )
        for pair in map(json.loads, lines)
    }


def test_from_two_files_to_reviewed_labels_by_keyboard_alone(
    diary: Path, open_program: Open, run: Run, tmp_path: Path
) -> None:
    shares = ("-p", diary, "-o", tmp_path, "--overlap", "1")
    assert run("assign", "Aiko", "Ben", *shares).code == 0
    files = [diary.with_name(f"shared-{name}.db") for name in ("Aiko", "Ben")]
    label_as_aiko(open_program(files[0]))
    label_as_ben(open_program(files[1]))
    assert agreement(run, diary) == (0, None)
    assert run("merge", *files, "-p", diary).code == 0
    assert agreement(run, diary) == (6, 0.333)
    counted = labels_that_count(run, diary)
    assert list(counted) == [MEMOS[0], MEMOS[5]]

    program = open_program(diary)
    become_the_reviewer(program)
    work_through_the_disagreements(program)
    answer_again_as_aiko(program)
    chosen = choose_first_and_see_then(program)
    program.press("ctrl+7")
    program.wait_to_see(CHART_COLOURS.of_series(0), part=BODY, pixels=2_000)
    program.quit()

    assert agreement(run, diary) == (6, 0.5)
    decided = labels_that_count(run, diary)
    assert decided.keys() == {MEMOS[place] for place in (0, 1, 2, 3, 5)}
    assert decided[MEMOS[3]] == chosen
    assert "cat" in decided[MEMOS[2]]
    pairs = preference_pairs(run, diary)
    assert pairs[MEMOS[2]][0] == decided[MEMOS[2]]
    assert "cake" in pairs[MEMOS[2]][1]
    assert pairs[MEMOS[3]][0] == chosen
