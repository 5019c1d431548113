"""Checks that read the source: layout, mistakes, types, and who imports whom."""

from scripts.checks.check import Outcome, Workplace, run_command


def check_format(workplace: Workplace) -> Outcome:
    """Compare every file with what the formatter would write."""
    return _tool(workplace, "-m", "ruff", "format", "--check", ".")


def check_lint(workplace: Workplace) -> Outcome:
    """Look for known mistakes."""
    return _tool(workplace, "-m", "ruff", "check", ".")


def check_types(workplace: Workplace) -> Outcome:
    """Check every type, strictly."""
    return _tool(workplace, "-m", "mypy")


def check_imports(workplace: Workplace) -> Outcome:
    """Check that every room imports only from the rooms below it."""
    command = [workplace.environment.script("lint-imports")]
    ran = run_command(command, folder=workplace.checkout)
    kept = [line for line in ran.output.splitlines() if line.startswith("Contracts:")]
    return Outcome(
        passed=ran.status == 0,
        summary=kept[-1].removeprefix("Contracts: ").rstrip(".") if kept else "",
        output=ran.output,
    )


def _tool(workplace: Workplace, *arguments: str) -> Outcome:
    ran = run_command([workplace.environment.python, *arguments], folder=workplace.checkout)
    return Outcome(
        passed=ran.status == 0,
        summary=ran.output.strip().splitlines()[-1].rstrip("."),
        output=ran.output,
    )
