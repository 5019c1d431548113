"""emoji-labeler agreement: for people and for programs."""

import json
from pathlib import Path

import pytest

from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Run
from tests.services.answering import Answering


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as store:
        answering = Answering(project=store, monkeypatch=monkeypatch)
        for number in range(10):
            label = "cat-face" if number < 7 else "dog-face"
            answering.give("Aiko", f"memo {number}", "cat-face", theme="pets")
            answering.give("Ben", f"memo {number}", label, theme="pets")
    return path


def test_a_program_gets_every_figure(run: Run, project: Path) -> None:
    outcome = run("agreement", project, "--json")

    assert outcome.code == 0
    said = json.loads(outcome.out)
    percent = said["coefficients"]["percent"]
    assert (percent["value"], percent["count"], percent["why_undefined"]) == (0.7, 10, "")
    assert 0.3 < percent["low"] < 0.7 < percent["high"] <= 1
    # Nobody but Ben ever says dog: (7 / 10 - 7 / 10) / (1 - 7 / 10).
    assert said["pairs"][0]["kappa"]["value"] == pytest.approx(0)
    assert said["confused"] == [{"first": "cat-face", "second": "dog-face", "count": 3}]
    assert said["themes"][0]["theme"] == "pets"
    assert said["periods"][0]["begins"] == "2026-05-04"
    assert [one["path"] for one in said["speeds"]] == ["all", "search"]
    assert said["influence"]["pull"]["value"] is None


def test_a_person_reads_the_agreement_with_its_interval(run: Run, project: Path) -> None:
    outcome = run("agreement", "--project", project)

    assert outcome.code == 0
    assert "20 answers for 10 of 10 memos" in outcome.out
    [line] = [line for line in outcome.out.splitlines() if "same label" in line]
    assert line.split() == ["same", "label", "70.0%", "[40.0%,", "100.0%]", "(10)"]
    assert "3  cat-face / dog-face" in outcome.out


def test_what_cannot_be_told_has_its_reason(run: Run, project: Path) -> None:
    outcome = run("agreement", project, "--annotator", "Aiko")

    assert outcome.code == 0
    assert "No memo has answers of two annotators." in outcome.out


def test_answers_of_other_days_are_left_out(run: Run, project: Path) -> None:
    said = json.loads(run("agreement", project, "--since", "2026-06-01", "--json").out)

    assert said["answers"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((), "Name the project file."), (("--annotator", "Dora"), "no annotator “Dora”")],
)
def test_wrong_use_is_told_in_one_line(
    run: Run, project: Path, arguments: tuple[str, ...], words: str
) -> None:
    given = (project, *arguments) if arguments else ()

    outcome = run("agreement", *given)

    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
