"""One comparison tells whether the environment is still what the checkout asks for."""

from pathlib import Path

import pytest

from scripts.bootstrap import stamp


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    python = Path(stamp.environment_python(str(tmp_path)))
    python.parent.mkdir(parents=True)
    python.write_text("an interpreter", encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("click==8.5.1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n\n[tool.ruff]\n", "utf-8")
    return tmp_path


def is_current(checkout: Path, *, group: str = "run") -> bool:
    return stamp.is_current(str(checkout), group=group)


def test_nothing_is_current_before_it_was_set_up(checkout: Path) -> None:
    assert not is_current(checkout)


def test_a_group_is_current_once_it_was_set_up(checkout: Path) -> None:
    stamp.write(str(checkout), group="run")

    assert is_current(checkout)
    assert not is_current(checkout, group="dev")


def test_another_version_asks_for_a_new_set_up(checkout: Path) -> None:
    stamp.write(str(checkout), group="run")

    (checkout / "constraints.txt").write_text("click==8.5.2\n", encoding="utf-8")

    assert not is_current(checkout)


def test_another_requirement_asks_for_a_new_set_up(checkout: Path) -> None:
    stamp.write(str(checkout), group="run")

    (checkout / "pyproject.toml").write_text("[project]\nname = 'y'\n\n[tool.ruff]\n", "utf-8")

    assert not is_current(checkout)


def test_a_tool_setting_asks_for_nothing(checkout: Path) -> None:
    stamp.write(str(checkout), group="run")

    (checkout / "pyproject.toml").write_text(
        "[project]\nname = 'x'\n\n[tool.ruff]\nline-length = 80\n", "utf-8"
    )

    assert is_current(checkout)


def test_an_interpreter_that_is_gone_asks_for_a_new_set_up(checkout: Path) -> None:
    stamp.write(str(checkout), group="run")

    Path(stamp.environment_python(str(checkout))).unlink()

    assert not is_current(checkout)


def test_a_checkout_that_was_moved_asks_for_a_new_set_up(checkout: Path) -> None:
    stamp.write(str(checkout), group="run")

    moved = checkout.rename(checkout.with_name("moved"))

    assert not is_current(moved)
