"""The commands that compare runs and tell what judges say, as a person and a program use them."""

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from emoji_labeler.domain.judgement import Verdict
from emoji_labeler.services.judging import JudgingSession, judging_plan
from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Run
from tests.services.comparing_setup import golds_of, keep_run
from tests.services.tuning import label_memo, labelled_project, snapshot_of

_LABELS = ("cat", "umbrella", "dog")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Thirty labelled memos, a run that is right, and one that sees cats everywhere."""
    labels = [_LABELS[number % len(_LABELS)] for number in range(30)]
    with labelled_project(tmp_path / "labelled", labels=labels) as project:
        keep_run(project, "cats", dict.fromkeys(golds_of(project), "cat"))
        keep_run(project, "right", golds_of(project))
        return project.path


@pytest.fixture
def judged(project: Path) -> Path:
    """The same project, of which one memo was judged."""
    with ProjectStore.open(project) as opened:
        plan = judging_plan(opened, ("cats", "right"))
        judge = opened.annotators.named("Aiko")
        JudgingSession(opened, judge=judge, plan=plan).decide(Verdict.LEFT)
    return project


def test_runs_are_compared_in_words(run: Run, project: Path) -> None:
    outcome = run("compare", "cats", "right", "-p", project)

    assert outcome.code == 0
    assert outcome.out.startswith("Over 30 memos that every run has answered.")
    [exact] = [line for line in outcome.out.split("\n") if line.startswith("Exact agreement")]
    assert "33.3%" in exact
    assert "100.0%" in exact
    assert "right is better than cats: alone right 20 times against 0, p < 0.001." in outcome.out


def test_runs_are_compared_for_programs(run: Run, project: Path) -> None:
    told = json.loads(run("compare", "cats", "right", "-p", project, "--json").out)

    cats, right = told["runs"]
    assert (told["memos"], told["left_out"], told["counts_seen"]) == (30, 0, False)
    assert (cats["exact"], right["exact"]) == (pytest.approx(1 / 3), 1.0)
    assert cats["exact_low"] < cats["exact"] < cats["exact_high"]
    assert cats["histogram"] == {"cat": 30}
    assert {pair["count"] for pair in cats["confused"]} == {10}
    [difference] = told["differences"]
    assert difference["exact"]["only_second"] == 20


def test_memos_seen_in_training_count_on_request(run: Run, project: Path) -> None:
    with ProjectStore.open(project) as opened:
        snapshot = snapshot_of(opened)
        keep_run(opened, "tuned", golds_of(opened), snapshot_id=snapshot.id)

    def scored(*more: str) -> tuple[int, int]:
        [told] = json.loads(run("compare", "tuned", "-p", project, "--json", *more).out)["runs"]
        return told["scored"], told["seen_in_training"]

    held_out, seen = scored()
    assert held_out + seen == 30
    assert seen > held_out > 0
    assert scored("--with-seen") == (30, seen)


def test_one_page_holds_charts_and_pictures_and_asks_the_network_for_nothing(
    run: Run, project: Path, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    assert run("compare", "cats", "right", "-p", project, "--html", page).code == 0

    text = page.read_text("utf-8")
    assert text.count("data:image/svg+xml;base64,") >= 3
    assert text.count("data:image/png;base64,") == 20 * 3
    assert "right is better than cats" in text
    assert 'src="http' not in text
    assert "href=" not in text


def test_the_page_shows_what_people_chose_beside_the_gold_label_and_names_nobody(
    run: Run, project: Path, tmp_path: Path
) -> None:
    with ProjectStore.open(project) as opened:
        label_memo(opened, 2, "umbrella", by="Benedict")
        label_memo(opened, 3, "lighthouse", by="Benedict")
    page = tmp_path / "report.html"
    assert run("compare", "cats", "right", "-p", project, "--html", page).code == 0

    text = page.read_text("utf-8")
    assert "<small>★ ×2</small>" in text
    assert "<small>lighthouse</small><small> </small>" in text
    assert "Benedict" not in text


def test_figures_are_written_as_a_table(run: Run, project: Path, tmp_path: Path) -> None:
    table = tmp_path / "figures.csv"
    assert run("compare", "cats", "right", "-p", project, "--csv", table).code == 0

    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert [row["run"] for row in rows] == ["cats", "right"]
    assert [float(row["acceptable"]) for row in rows] == [pytest.approx(1 / 3), 1.0]


def test_two_runs_are_drawn_side_by_side(run: Run, project: Path, tmp_path: Path) -> None:
    output = tmp_path / "two.png"
    assert run("compare", "cats", "right", "-p", project, "--picture", output).code == 0

    with Image.open(output) as picture:
        assert picture.width == 2240
        assert picture.height > 2500
        assert len(picture.getcolors(1 << 24) or []) > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument 'RUN...'"),
        (("cats", "nobody"), "no prediction run “nobody”"),
        (("cats", "cats"), "one of them twice"),
        (("cats", "--picture", "x.png"), "Name two runs"),
        (("cats", "right", "--picture", "x.jpg"), "ends in .png"),
        (("cats", "--html", "x.txt"), "ends in .html or .csv"),
        (("cats", "--csv", "none/x.csv"), "no folder"),
    ],
)
def test_wrong_use_of_compare_is_one_line_and_2(
    run: Run,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("compare", *arguments, "-p", project)

    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_judgements_are_told_and_written(run: Run, judged: Path, tmp_path: Path) -> None:
    lines, table = tmp_path / "judged.jsonl", tmp_path / "judged.csv"
    told = json.loads(run("judge", "-p", judged, "--export", lines, "--json").out)
    outcome = run("judge", "-p", judged, "--export", table)

    assert (told["judgements"], told["judges"]) == (1, {"Aiko": 1})
    assert (told["position_bias"]["left"], told["position_bias"]["right"]) == (1, 0)
    [row] = map(json.loads, lines.read_text("utf-8").splitlines())
    assert row["winner"] == row["left_run"]
    assert {row["left_run"], row["right_run"]} == {"cats", "right"}
    assert (row["verdict"], row["judge"]) == ("left", "Aiko")
    [written] = csv.DictReader(table.read_text("utf-8").splitlines())
    assert written["winner"] == row["winner"]
    assert outcome.code == 0
    assert "Judgements: Aiko 1" in outcome.out


def test_where_nobody_has_judged_the_exit_code_is_1(run: Run, project: Path) -> None:
    outcome = run("judge", "-p", project)

    assert (outcome.code, outcome.out) == (1, "Nobody has judged yet.\n")


def test_judgements_in_another_form_are_refused(run: Run, judged: Path, tmp_path: Path) -> None:
    outcome = run("judge", "-p", judged, "--export", tmp_path / "judged.xlsx")

    assert (outcome.code, outcome.out) == (2, "")
    assert ".jsonl or .csv" in outcome.err
