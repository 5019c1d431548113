"""The command that proves the project whole tells the truth about each check."""

from pathlib import Path

import pytest

from scripts.bootstrap.environment import Environment
from scripts.checks import command, tests
from scripts.checks.check import Check, Outcome, Workplace
from scripts.renew_constraints import constraint_lines


def passes(_workplace: Workplace) -> Outcome:
    return Outcome(passed=True, summary="fine")


def fails(_workplace: Workplace) -> Outcome:
    return Outcome(passed=False, summary="2 wrong", output="the second line is wrong")


def is_left_out(_workplace: Workplace) -> Outcome:
    return Outcome(passed=True, left_out=True, summary="LEFT OUT: --without-screen")


@pytest.fixture
def run_checks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> "RunChecks":
    return RunChecks(monkeypatch, tmp_path, capsys)


class RunChecks:
    """Runs the command over other checks and keeps its exit status and its words."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        checkout: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self._monkeypatch = monkeypatch
        self._checkout = checkout
        self._capsys = capsys

    def __call__(self, *checks: Check, arguments: tuple[str, ...] = ()) -> tuple[int, str]:
        environment = Environment(folder=self._checkout)
        self._monkeypatch.setattr(command, "CHECKS", checks)
        self._monkeypatch.setattr(command, "set_up", lambda *_, **__: environment)
        status = command.main(arguments, checkout=self._checkout)
        return status, self._capsys.readouterr().out


def test_when_everything_passes_the_status_is_0(run_checks: RunChecks) -> None:
    status, said = run_checks(Check(name="one", headline="One", run=passes))

    assert status == 0
    assert "Everything passed" in said


def test_a_failed_check_shows_its_output_and_the_later_ones_still_run(
    run_checks: RunChecks,
) -> None:
    status, said = run_checks(
        Check(name="one", headline="One", run=fails),
        Check(name="two", headline="Two", run=fails, only_reads=True),
        Check(name="three", headline="Three", run=passes),
    )

    assert status == 1
    assert "the second line is wrong" in said
    assert "FAILED: two, one" in said
    assert "three     passed" in said


def test_a_check_that_is_left_out_is_said_loudly(run_checks: RunChecks) -> None:
    status, said = run_checks(Check(name="screens", headline="Screens", run=is_left_out))

    assert status == 0
    assert "but LEFT OUT: screens" in said


def test_only_the_named_checks_run(run_checks: RunChecks) -> None:
    status, said = run_checks(
        Check(name="one", headline="One", run=fails),
        Check(name="two", headline="Two", run=passes),
        arguments=("two", "--", "-k", "undo"),
    )

    assert status == 0
    assert "One" not in said


def test_a_check_that_does_not_exist_is_refused(run_checks: RunChecks) -> None:
    with pytest.raises(SystemExit, match="2"):
        run_checks(Check(name="one", headline="One", run=passes), arguments=("won",))


def test_missing_screen_tools_fail_with_the_line_that_brings_them(tmp_path: Path) -> None:
    workplace = Workplace(
        checkout=tmp_path,
        environment=Environment(folder=tmp_path),
        missing_screen_tools="sudo apt-get install xvfb",
    )

    outcome = tests.check_screen(workplace)

    assert not outcome.passed
    assert "sudo apt-get install xvfb" in outcome.output
    assert "--without-screen" in outcome.output


def test_the_summary_of_pytest_holds_counts_and_coverage() -> None:
    output = (
        "TOTAL    4083    200    800     40    93%\n"
        "======== 1 failed, 812 passed, 5 deselected in 61.20s (0:01:01) ========\n"
    )

    said = tests.summary_of(output)

    assert said == "1 failed, 812 passed, 5 deselected, 93 % of lines and branches"


def test_constraints_are_sorted_and_leave_out_pip_itself() -> None:
    resolved = [
        {"metadata": {"name": "pydantic_core", "version": "2.50.4"}},
        {"metadata": {"name": "pip", "version": "26.3"}},
        {"metadata": {"name": "Pillow", "version": "13.0.0"}},
    ]

    assert constraint_lines(resolved) == ["Pillow==13.0.0", "pydantic-core==2.50.4"]
