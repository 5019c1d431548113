"""The Qt binding must not lose references to None: version 6.12 does on Python 3.11."""

import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CHECKOUT = Path(__file__).parent.parent
CALLS = 500


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None has no count from Python 3.12 on")
def test_calls_that_return_nothing_leave_the_references_to_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        label.setText("memo")

    assert sys.getrefcount(None) > before - CALLS // 2


def test_the_declared_range_leaves_out_the_binding_that_aborts() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [Requirement(line) for line in project["dependencies"]]

    qt = next(each for each in declared if each.name == "PySide6-Essentials")

    assert not qt.specifier.contains("6.12.0")
    assert not qt.specifier.contains("6.12.1")
    assert qt.specifier.contains("6.11.3")
