"""emoji-labeler import."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_project_is_made_and_filled(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,theme\ncat,pets\nrain,weather\n")

    outcome = run("import", tmp_path / "a.csv", "-p", tmp_path / "p.db", "--source", "diary")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "a.csv: imported 2, already there 0, refused 0, blank lines 0.\n"
    assert "2 memos" in run("status", "-p", tmp_path / "p.db").out
    assert run("import", tmp_path / "a.csv", "-p", tmp_path / "p.db").code == 0


def test_refused_rows_are_listed_and_end_with_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('"good"\n{"text": 1}\n')

    outcome = run("import", file, "-p", tmp_path / "p.db", "--json")

    assert outcome.code == 1
    assert outcome.err == f"{file}:2: Its text is not a string. '{{\"text\": 1}}'\n"
    report = json.loads(outcome.out)
    assert (report["imported"], report["refused"]) == (1, 1)
    assert report["refusals"][0]["line"] == 2


def test_when_nothing_is_imported_no_project_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("17\n")

    outcome = run("import", tmp_path / "a.jsonl", "-p", tmp_path / "p.db")

    assert outcome.code == 2
    assert outcome.err.endswith(f"No memo was imported from {tmp_path / 'a.jsonl'}.\n")
    assert not list(tmp_path.glob("p.db*"))


def test_decisions_can_be_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes("foo,bar\n猫と雨,x\n".encode("cp932"))
    decisions = ("--format", "csv", "--encoding", "cp932", "--text-column", "foo")

    run("import", tmp_path / "a.dat", "-p", tmp_path / "p.db", *decisions)

    found = run("memos", "-p", tmp_path / "p.db", "--json").out
    assert json.loads(found)["text"] == "猫と雨"


def test_the_layout_of_a_text_file_is_named_as_the_help_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n\nthree\n")

    outcome = run("import", tmp_path / "a.txt", "-p", tmp_path / "p.db", "--layout", "blocks")

    assert (outcome.code, outcome.err) == (0, "")
    assert "imported 2" in outcome.out


def test_labels_come_along_and_unknown_ones_are_listed(run: Run, tmp_path: Path) -> None:
    file, project = tmp_path / "a.csv", tmp_path / "p.db"
    file.write_text("text;label\ncat;cat-face\nrain;Regen\n")

    outcome = run("import", file, "-p", project, "--annotator", "Mika")

    assert outcome.code == 1
    assert outcome.err == f"{file}: The label 'Regen' of 1 answers is not known.\n"
    assert outcome.out.endswith("Answers: saved 1, already there 0, with an unknown label 1.\n")
    (tmp_path / "map.tsv").write_text("Regen\tumbrella\n")
    again = run("import", file, "-p", project, "--label-map", tmp_path / "map.tsv", "--json")
    assert again.code == 0
    assert json.loads(again.out)["answers"] == 2
    found = run("memos", "-p", project, "--annotator", "Mika", "--json").out
    assert json.loads(found.split("\n")[0])["label"] == "cat-face"


def test_labels_can_stay_behind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,label\ncat,cat-face\n")

    outcome = run("import", tmp_path / "a.csv", "-p", tmp_path / "p.db", "--no-labels")

    assert (outcome.code, "Answers" in outcome.out) == (0, False)


def test_refused_rows_are_written_to_be_mended_and_imported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text~theme\ncat~pets\nrain\n")
    how = ("-p", tmp_path / "p.db", "--delimiter", "~")

    outcome = run("import", tmp_path / "a.csv", *how, "--refused", tmp_path / "b.csv")

    assert outcome.code == 1
    assert (tmp_path / "b.csv").read_text() == "text~theme\nrain\n"
    (tmp_path / "b.csv").write_text("text~theme\nrain~weather\n")
    assert run("import", tmp_path / "b.csv", *how).code == 0
    assert run("import", tmp_path / "a.csv", "-p", tmp_path / "p.db", "--delimiter", "ab").code == 2
