"""The command that runs the checks, tells how each went, and ends with a table."""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.bootstrap import packages
from scripts.bootstrap.errors import EXIT_NEEDS_PERSON, SetUpError, spoken_error
from scripts.bootstrap.set_up import bring_tools, set_up
from scripts.bootstrap.speech import Speech, spoken_duration
from scripts.checks import package, source, tests
from scripts.checks.check import Check, Outcome, Workplace, timed

CHECKS = (
    Check(
        name="format",
        headline="Every file is laid out by ruff",
        run=source.check_format,
        only_reads=True,
    ),
    Check(
        name="lint",
        headline="ruff finds no mistake",
        run=source.check_lint,
        only_reads=True,
    ),
    Check(
        name="types",
        headline="mypy finds every type right",
        run=source.check_types,
        only_reads=True,
    ),
    Check(
        name="imports",
        headline="Rooms import only from the rooms below",
        run=source.check_imports,
        only_reads=True,
    ),
    Check(name="tests", headline="The tests pass", run=tests.check_tests),
    Check(name="screen", headline="The window obeys real keys", run=tests.check_screen),
    Check(
        name="package",
        headline="The package installs and starts elsewhere",
        run=package.check_package,
    ),
)


def main(arguments: Sequence[str], *, checkout: Path) -> int:
    """Run the checks that the person asked for and return the exit status."""
    own, for_pytest = _parted(arguments)
    asked = _parser().parse_args(own)
    chosen = [check for check in CHECKS if not asked.checks or check.name in asked.checks]
    speech = Speech()
    began = time.monotonic()
    try:
        workplace = _prepare(
            chosen,
            checkout=checkout,
            pytest_arguments=tuple(for_pytest),
            without_screen=asked.without_screen,
            speech=speech,
        )
    except SetUpError as error:
        print(spoken_error(error), file=sys.stderr)
        return EXIT_NEEDS_PERSON
    results = list(_run_all(chosen, workplace, speech=speech))
    speech.say(_table(results, seconds=time.monotonic() - began))
    return 0 if all(outcome.passed for _, outcome in results) else 1


def _parted(arguments: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the arguments before `--` and those after it."""
    if "--" not in arguments:
        return arguments, ()
    cut = list(arguments).index("--")
    return arguments[:cut], arguments[cut + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/test.py",
        description="Run every check of the project, or only those that are named.",
        epilog="Words after -- go to pytest, for example: scripts/test.py tests -- -k undo -x",
    )
    parser.add_argument(
        "checks",
        nargs="*",
        metavar="CHECK",
        type=_check_name,
        help=", ".join(check.name for check in CHECKS),
    )
    parser.add_argument(
        "--without-screen",
        action="store_true",
        help="knowingly leave out the tests that need Xvfb and xdotool",
    )
    return parser


def _check_name(word: str) -> str:
    # Python 3.11 refuses an empty list of words where `choices` are given.
    names = [check.name for check in CHECKS]
    if word in names:
        return word
    raise argparse.ArgumentTypeError(f"there is no check {word!r}, only {', '.join(names)}")


def _prepare(
    chosen: Sequence[Check],
    *,
    checkout: Path,
    pytest_arguments: tuple[str, ...],
    without_screen: bool,
    speech: Speech,
) -> Workplace:
    environment = set_up(checkout, group="dev", speech=speech)
    wants_screen = "screen" in [check.name for check in chosen] and not without_screen
    missing = bring_tools(speech=speech) if wants_screen else ()
    return Workplace(
        checkout=checkout,
        environment=environment,
        pytest_arguments=pytest_arguments,
        without_screen=without_screen,
        missing_screen_tools=packages.line_to_install(missing) if missing else "",
    )


def _run_all(
    chosen: Sequence[Check], workplace: Workplace, *, speech: Speech
) -> Iterator[tuple[Check, Outcome]]:
    """Run the checks that only read side by side, then the others one by one."""
    reading = [check for check in chosen if check.only_reads]
    with ThreadPoolExecutor() as pool:
        pending = [(check, pool.submit(timed, check, workplace)) for check in reading]
        for check, future in pending:
            with speech.step(f"\n{check.headline} ({check.name})"):
                outcome = future.result()
            _tell(outcome, speech=speech)
            yield check, outcome
    for check in chosen:
        if check.only_reads:
            continue
        with speech.step(f"\n{check.headline} ({check.name})"):
            outcome = timed(check, workplace)
        _tell(outcome, speech=speech)
        yield check, outcome


def _tell(outcome: Outcome, *, speech: Speech) -> None:
    if not outcome.passed:
        speech.say(outcome.output.rstrip())
    speech.say(_row(outcome))


def _table(results: Sequence[tuple[Check, Outcome]], *, seconds: float) -> str:
    rows = [f"  {check.name:<8}{_row(outcome)}" for check, outcome in results]
    failed = [check.name for check, outcome in results if not outcome.passed]
    left_out = [check.name for check, outcome in results if outcome.left_out]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "Everything passed"
    without = f", but LEFT OUT: {', '.join(left_out)}" if left_out else ""
    return "\n".join(("", *rows, "", f"{verdict}{without}, in {spoken_duration(seconds)}."))


def _row(outcome: Outcome) -> str:
    duration = spoken_duration(outcome.seconds)
    return f"  {_verdict(outcome):<9}{duration:>12}   {outcome.summary}".rstrip()


def _verdict(outcome: Outcome) -> str:
    if outcome.left_out:
        return "left out"
    return "passed" if outcome.passed else "FAILED"
