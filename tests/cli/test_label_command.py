"""emoji-labeler label, memos, status and export, one after the other as a person would."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    """A project of twelve memos, closed."""
    file = tmp_path / "memos.txt"
    file.write_text("".join(f"memo about 猫 {n}\n" for n in range(1, 13)))
    run("import", file, "-p", tmp_path / "p.db")
    return tmp_path / "p.db"


def listed(run: Run, project: Path, *arguments: str) -> list[dict[str, Any]]:
    outcome = run("memos", "-p", project, "--json", *arguments)
    assert outcome.code == 0
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_a_label_is_given_by_number(run: Run, project: Path) -> None:
    arguments = ("--also", "dog", "--note", "a note", "--annotator", "Aiko")

    outcome = run("label", 3, "cat", "-p", project, *arguments)

    assert (outcome.code, outcome.out) == (0, "3: cat\n")
    assert listed(run, project, "--status", "submitted") == [
        {
            "id": 3,
            "text": "memo about 猫 3",
            "theme": "",
            "label": "cat",
            "status": "submitted",
            "annotator": "Aiko",
            "also": ["dog"],
            "note": "a note",
        }
    ]
    assert len(listed(run, project, "--status", "unlabelled")) == 11


def test_an_alias_stands_for_its_label(run: Run, project: Path) -> None:
    outcome = run("label", 1, "smiling-face-with-open-mouth", "-p", project)

    assert outcome.out == "1: grinning-face-with-big-eyes\n"


@pytest.mark.parametrize("arguments", [("1", "cta"), ("1", "cat", "--also", "cta")])
def test_an_unknown_label_is_refused_with_what_is_near(
    run: Run, project: Path, arguments: tuple[str, ...]
) -> None:
    outcome = run("label", *arguments, "-p", project)

    assert outcome.code == 2
    assert "Did you mean: " in outcome.err
    assert "cat" in outcome.err.partition("Did you mean: ")[2]
    assert listed(run, project, "--status", "submitted") == []


def test_an_unknown_memo_and_a_missing_label_are_refused(run: Run, project: Path) -> None:
    assert "There is no memo number 99" in run("label", 99, "cat", "-p", project).err
    assert run("label", 1, "-p", project).code == 2


def test_a_session_in_the_terminal(run: Run, project: Path) -> None:
    keys = ["cat", "2", ":note why", "dog", ":also 2", "", ":skip", ":flag", ":undo", ":back"]

    outcome = run("label", "-p", project, "--annotator", "Ben", said="\n".join([*keys, ":quit"]))

    assert outcome.code == 0
    hits = [
        re.findall(r"^(?:> )? +\d ([\w-]+)", memo, re.MULTILINE)
        for memo in outcome.out.split("\nMemo ")[1:]
    ]
    answered = {one["id"]: one for one in listed(run, project) if one["status"] != "unlabelled"}
    assert set(answered) == {1, 2, 3}
    assert answered[1]["label"] == hits[0][1]
    assert (answered[2]["label"], answered[2]["also"]) == (hits[1][0], [hits[1][1]])
    assert answered[2]["note"] == "why"
    assert answered[3]["status"] == "skipped"
    assert "Memo 4 · 9 left" in outcome.out
    assert outcome.out.endswith("3 of 12 memos answered.\n")


def test_the_terminal_goes_on_where_it_was_left(run: Run, project: Path) -> None:
    run("label", "-p", project, said="cat\n\n")

    assert "Memo 2" in run("label", "-p", project, said=":quit\n").out.split("\n")[1]


def test_the_terminal_says_what_it_cannot_do(run: Run, project: Path) -> None:
    outcome = run("label", "-p", project, said="\n:also 1\n:undo\nqzxqzx\n:nope\n")

    for sentence in (
        "Type words to search for",
        "Search first",
        "no answer to take back",
        "Nothing found",
        "search for an emoji",
    ):
        assert sentence in outcome.out


def test_at_the_end_the_terminal_says_so(run: Run, project: Path) -> None:
    outcome = run("label", "-p", project, said="cat\n\n" * 12 + "cat\n")

    assert "Every memo is answered." in outcome.out
    assert "12 of 12 memos answered." in outcome.out


def test_memos_are_listed_in_columns(run: Run, project: Path) -> None:
    run("label", 2, "cat", "-p", project)

    lines = run("memos", "-p", project).out.splitlines()

    assert len(lines) == 13
    assert lines[2].split()[:3] == ["2", "submitted", "cat"]
    assert run("memos", "-p", project, "--annotator", "Nobody").code == 2


def test_status_tells_how_far_everybody_is(run: Run, project: Path) -> None:
    run("label", 1, "cat", "-p", project, "--annotator", "Aiko")
    run("label", 1, "dog", "-p", project, "--annotator", "Ben")

    found = json.loads(run("status", "-p", project, "--json").out)

    assert found["memos"] == 12
    assert found["labels"] == {"cat": 1, "dog": 1}
    assert [(one["name"], one["submitted"], one["left"]) for one in found["annotators"]] == [
        ("Aiko", 1, 11),
        ("Ben", 1, 11),
    ]
    assert "Aiko" in run("status", "-p", project).out


def test_an_export_tells_what_it_wrote(run: Run, project: Path, tmp_path: Path) -> None:
    run("label", 1, "cat", "-p", project)
    (tmp_path / "prompt.txt").write_text("絵文字\n", "utf-8")

    outcome = run(
        *("export", "-p", project, "-o", tmp_path / "a.jsonl", "--json"),
        *("--system-prompt-file", tmp_path / "prompt.txt"),
    )
    again = run("export", "-p", project, "-o", tmp_path / "b.jsonl")

    found = json.loads(outcome.out)
    assert (outcome.code, found["rows"], found["labels"]) == (0, 1, {"cat": 1})
    assert "warning: There is only 1 row" in outcome.err
    first = json.loads((tmp_path / "a.jsonl").read_bytes())["messages"][0]
    assert first == {"role": "system", "content": "絵文字"}
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
    assert f"sha256 {found['sha256']}" in again.out


def test_an_export_of_nothing_ends_with_2(run: Run, project: Path, tmp_path: Path) -> None:
    outcome = run("export", "-p", project, "-o", tmp_path / "a.jsonl")

    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert not (tmp_path / "a.jsonl").exists()


def test_two_system_prompts_are_refused(run: Run, project: Path, tmp_path: Path) -> None:
    both = ("--system-prompt", "a", "--system-prompt-file", tmp_path / "b")

    outcome = run("export", "-p", project, "-o", tmp_path / "a.jsonl", *both)

    assert outcome.code == 2
    assert "Two system prompts" in outcome.err
