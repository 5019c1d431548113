import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from emoji_labeler.cli.search import search


def _run(*arguments: str, sent: bytes | None = None) -> Result:
    return CliRunner().invoke(search, arguments, input=sent, catch_exceptions=False)


def _objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(autouse=True)
def _no_table_of_this_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_a_person_reads_the_emoji_the_label_and_why() -> None:
    result = _run("neko")
    assert result.exit_code == 0
    emoji, label, why = (part.strip() for part in result.stdout.splitlines()[0].split("\t"))
    assert (emoji, label) == ("🐱", "cat-face")
    assert "ねこ" in why


def test_several_words_need_no_quotes() -> None:
    assert _run("birthday", "cake").stdout == _run("birthday cake").stdout


def test_nothing_found_ends_with_1_and_says_so_beside_the_nearest() -> None:
    result = _run("--", "calenderz")
    assert result.exit_code == 1
    assert result.stderr.startswith("Nothing was found for “calenderz”.")
    assert "calendar" in result.stdout


def test_a_program_gets_one_object_a_line_in_the_order_it_asked() -> None:
    result = _run("--json", "-", sent="ねこ\n\ncat\r\n".encode())
    assert result.exit_code == 0
    asked = _objects(result)
    assert [one["query"] for one in asked] == ["ねこ", "", "cat"]
    assert asked[1] == {"query": "", "results": []}
    first = asked[0]["results"][0]  # type: ignore[index]  # An object of the shape below.
    assert set(first) == {"label", "emoji", "score", "why"}
    assert first["label"] == "cat-face"


def test_a_last_line_needs_no_line_break_and_no_lines_no_answer() -> None:
    assert [one["query"] for one in _objects(_run("--json", "-", sent=b"cat\ndog"))] == [
        "cat",
        "dog",
    ]
    assert _run("--json", "-", sent=b"").stdout == ""


def test_bytes_that_are_no_text_keep_the_lines_aligned() -> None:
    result = _run("--json", "-", sent=b"\xff\xfecat\ncat\n")
    assert [one["query"] for one in _objects(result)] == ["\ufffd\ufffdcat", "cat"]


@pytest.mark.parametrize("top", [1, 3])
def test_top_limits_the_results_of_each_query(top: int) -> None:
    (one,) = _objects(_run("--json", "--top", str(top), "a"))
    assert len(one["results"]) == top  # type: ignore[arg-type]  # It is a list.


def test_at_most_twenty_results_come_without_being_asked() -> None:
    (one,) = _objects(_run("--json", "a"))
    assert len(one["results"]) == 20  # type: ignore[arg-type]  # It is a list.


@pytest.mark.parametrize("arguments", [[], ["--top", "0", "cat"], ["--nonsense", "cat"]])
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    assert _run(*arguments).exit_code == 2


def test_an_argument_that_is_no_text_is_searched_all_the_same() -> None:
    command = "from emoji_labeler.cli.search import search; search()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--json", b"\xffcat"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["query"] == "\ufffdcat"


def test_searching_imports_nothing_slow() -> None:
    command = (
        "import sys\n"
        "from emoji_labeler.cli.search import search\n"
        "search(['cat'], standalone_mode=False)\n"
        "print([name for name in ('numpy', 'PIL', 'openai', 'PySide6', 'asyncio', 'sqlite3')"
        " if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"
