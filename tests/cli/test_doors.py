"""Which door opens, and what goes through it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from emoji_labeler import __version__
from emoji_labeler.cli.table import COMMANDS, CommandRow
from tests.cli.conftest import Run, environment


def loaded_by(*arguments: str) -> set[str]:
    """Return the modules that are loaded when a command has run."""
    code = (
        "import sys; sys.argv[0] = 'emoji-labeler'\n"
        "from emoji_labeler.__main__ import main\n"
        "main()\n"
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    return set(done.stderr.split("\n"))


@pytest.mark.parametrize("row", COMMANDS, ids=[row.name for row in COMMANDS])
def test_every_command_explains_itself(run: Run, row: CommandRow) -> None:
    listed = run("--help").out

    assert run(row.name, "--help").code == 0
    assert f"  {row.name} " in listed
    assert row.summary.split()[0] in listed


def test_help_and_version_need_no_screen_and_no_qt(run_apart: Run) -> None:
    assert run_apart("--version").out == f"emoji-labeler, version {__version__}\n"
    assert "PySide6" not in loaded_by("--help")


def test_a_command_imports_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("memo")
    project = str(tmp_path / "p.db")
    loaded_by("import", str(tmp_path / "a.txt"), "-p", project)

    loaded = loaded_by("status", "-p", project)

    heavy = {"PySide6", "numpy", "openai", "PIL", "sqlite_utils", "orjson"}
    assert not heavy & loaded
    assert "emoji_labeler.cli.status" in loaded
    assert "emoji_labeler.cli.export" not in loaded


@pytest.mark.parametrize("arguments", [(), ("--smoke",), ("some.db",), ("a.db", "b.db")])
def test_anything_else_is_for_the_window(run_apart: Run, arguments: tuple[str, ...]) -> None:
    outcome = run_apart(*arguments)

    assert outcome.code == 2
    assert "window" in outcome.err or "usage: emoji-labeler" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "-p", "missing.db"),
        ("import", "missing.txt", "-p", "p.db"),
        ("export", "-p", "p.db", "--nope"),
        ("label", "x", "cat", "-p", "p.db"),
        ("pack",),
        ("pack", "check", "missing"),
    ],
)
def test_wrong_use_is_one_line_and_2(run_apart: Run, tmp_path: Path, arguments: str) -> None:
    outcome = run_apart(*arguments)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("emoji-labeler: ")
    assert outcome.err.count("\n") == 1
    assert not list(tmp_path.glob("*.db*"))


def test_a_reader_that_goes_away_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("".join(f"memo {n}\n" for n in range(20_000)))
    run("import", tmp_path / "a.txt", "-p", tmp_path / "p.db")

    with subprocess.Popen(
        [sys.executable, "-m", "emoji_labeler", "memos", "-p", tmp_path / "p.db"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 141
    assert said == b""


def test_ctrl_c_ends_with_130_and_leaves_the_project_as_it_was(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("w") as file:
        file.writelines(f"memo {n} and more\n" for n in range(1_000_000))
    (tmp_path / "b.txt").write_text("one\ntwo\n")
    project = tmp_path / "p.db"
    run("import", tmp_path / "b.txt", "-p", project)
    code = (
        "import sys\n"
        "from emoji_labeler.cli import import_\n"
        "import_._progress = lambda: lambda share: print(share, flush=True)\n"
        "from emoji_labeler.cli.entry import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, "import", tmp_path / "a.txt", "-p", project],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if float(line) > 0.02:
                break
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr is not None
        said = process.stderr.read()

    assert process.returncode == 130
    assert "Traceback" not in said
    assert "2 memos" in run("status", "-p", project).out


@pytest.mark.parametrize("command", ["status", "doctor", "agreement", "predict"])
def test_a_project_without_a_name_is_refused_as_such(run: Run, command: str) -> None:
    refused = run(command, "-p", "")

    assert refused.code == 2
    assert "the name of the project file is empty" in refused.err


def test_a_file_without_a_byte_is_no_project_until_something_is_imported(
    run: Run, tmp_path: Path
) -> None:
    path, memos = tmp_path / "empty.db", tmp_path / "memos.txt"
    path.touch()
    memos.write_text("a memo\n")

    refused = run("status", "-p", path)

    assert refused.code == 2
    assert "The file is empty: it is not a project." in refused.err
    assert path.stat().st_size == 0
    assert run("import", memos, "-p", path).code == 0
    assert "1 memos" in run("status", "-p", path).out
