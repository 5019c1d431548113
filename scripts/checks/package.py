"""The package as a stranger gets it: built, installed elsewhere, started from another folder."""

import os
import tempfile
import zipfile
from pathlib import Path

from scripts.bootstrap import environment, pip
from scripts.bootstrap.environment import Environment
from scripts.checks.check import Outcome, Workplace, run_command

_STARTS = (("--version",), ("doctor",), ("--smoke",))
_REQUIRED_IN_WHEEL = ("emoji_labeler/py.typed", "emoji_labeler/assets/LICENSES.md")


def check_package(workplace: Workplace) -> Outcome:
    """Build source archive and wheel, install the wheel in a clean place, start it there."""
    with tempfile.TemporaryDirectory(prefix="emoji-labeler-") as name:
        place = Path(name)
        for stage in (_build, _look_into_wheel, _install, _start):
            passed, said = stage(workplace, place)
            if not passed:
                summary = f"failed at: {stage.__name__.strip('_').replace('_', ' ')}"
                return Outcome(passed=False, summary=summary, output=said)
        size_mb = _wheel(place).stat().st_size / 1e6
    return Outcome(passed=True, summary=f"wheel of {size_mb:.0f} MB built, installed, started")


def _build(workplace: Workplace, place: Path) -> tuple[bool, str]:
    # Without --wheel, `build` makes the wheel out of the source archive: both are proved at once.
    python = workplace.environment.python
    ran = run_command(
        [python, "-m", "build", "--no-isolation", "--outdir", place, workplace.checkout],
        folder=workplace.checkout,
    )
    return ran.status == 0, ran.output


def _look_into_wheel(_workplace: Workplace, place: Path) -> tuple[bool, str]:
    with zipfile.ZipFile(_wheel(place)) as wheel:
        names = set(wheel.namelist())
    missing = [name for name in _REQUIRED_IN_WHEEL if name not in names]
    return not missing, "".join(f"not in the wheel: {name}\n" for name in missing)


def _install(workplace: Workplace, place: Path) -> tuple[bool, str]:
    clean = environment.make(_clean_environment(place).folder)
    constraints = workplace.checkout / "constraints.txt"
    ran = run_command(
        [*pip.quiet_install(clean), "--constraint", constraints, _wheel(place)],
        folder=place,
        variables=pip.pip_variables(),
    )
    return ran.status == 0, ran.output


def _start(_workplace: Workplace, place: Path) -> tuple[bool, str]:
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    output = ""
    for arguments in _STARTS:
        ran = run_command(
            [_clean_environment(place).script("emoji-labeler"), *arguments],
            folder=elsewhere,
            variables=_variables_of_a_stranger(place),
        )
        output += ran.output
        if ran.status != 0:
            return False, output
    return True, output


def _variables_of_a_stranger(place: Path) -> dict[str, str]:
    """Return variables that know nothing of the checkout, with a home folder of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    folders = {"XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config"}
    own = {name: str(place / folder) for name, folder in folders.items()}
    return {**kept, **own, "QT_QPA_PLATFORM": "offscreen"}


def _clean_environment(place: Path) -> Environment:
    return Environment(folder=place / "clean")


def _wheel(place: Path) -> Path:
    return next(place.glob("*.whl"))
