"""The settings file: damaged, foreign, unwritable, and what becomes of the values."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.errors import SettingsError
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile, check_table
from emoji_labeler.settings.table import Setting

EVERY: tuple[Setting[Any], ...] = table.SETTINGS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def written(path: Path, text: str) -> SettingsFile:
    """Write a settings file by hand and open it."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return SettingsFile(path)


def test_the_table_does_not_contradict_itself() -> None:
    check_table()


def test_without_a_file_every_setting_has_its_default(path: Path) -> None:
    settings = SettingsFile(path)

    assert [settings.get(one) for one in EVERY] == [one.default for one in EVERY]
    assert not settings.was_damaged
    assert not path.exists()


def test_a_value_is_read_back_by_the_next_start(path: Path) -> None:
    SettingsFile(path).put(table.ANNOTATOR, "愛子")

    assert SettingsFile(path).get(table.ANNOTATOR) == "愛子"


def test_a_folder_whose_name_is_no_text_is_kept(path: Path) -> None:
    name = os.fsdecode(b"/home/aiko/caf\xe9")

    SettingsFile(path).put(table.LAST_FOLDER, name)

    assert SettingsFile(path).get(table.LAST_FOLDER) == name


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"x"', "\x00\x00", '{"annotator": '])
def test_a_damaged_file_is_put_aside_and_the_defaults_are_used(path: Path, text: str) -> None:
    settings = written(path, text)

    assert settings.was_damaged
    assert settings.get(table.PICTURE_SIDE) == table.PICTURE_SIDE.default
    assert path.with_suffix(".damaged").read_text("utf-8") == text
    settings.put(table.ANNOTATOR, "Aiko")
    assert SettingsFile(path).get(table.ANNOTATOR) == "Aiko"


def test_bytes_that_are_no_text_count_as_damage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00{}")

    assert SettingsFile(path).was_damaged


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("picture_side", 23),
        ("picture_side", 97),
        ("picture_side", "40"),
        ("picture_side", True),
        ("picture_side", 40.0),
        ("appearance", "purple"),
        ("annotator", None),
        ("hints_done", "search"),
        ("hints_done", ["search", 1]),
    ],
)
def test_a_value_its_setting_does_not_allow_counts_as_not_set(
    path: Path, name: str, value: object
) -> None:
    settings = written(path, json.dumps({name: value}))
    setting = next(one for one in EVERY if one.name == name)

    assert settings.get(setting) == setting.default


def test_a_value_that_is_not_allowed_is_never_written(path: Path) -> None:
    with pytest.raises(ValueError, match="picture_side may not be 1000"):
        SettingsFile(path).put(table.PICTURE_SIDE, 1000)
    assert not path.exists()


def test_a_name_of_another_version_is_kept(path: Path) -> None:
    written(path, '{"from_the_future": {"a": [1, 2]}}').put(table.ANNOTATOR, "Aiko")

    kept = json.loads(path.read_text("utf-8"))
    assert kept == {"from_the_future": {"a": [1, 2]}, "annotator": "Aiko"}


@given(value=st.text(max_size=40))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"

    SettingsFile(path).put(table.ANNOTATOR, value)

    assert SettingsFile(path).get(table.ANNOTATOR) == value


def test_a_write_that_fails_half_way_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SettingsFile(path)
    settings.put(table.ANNOTATOR, "Aiko")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        settings.put(table.ANNOTATOR, "Ben")

    assert SettingsFile(path).get(table.ANNOTATOR) == "Aiko"
    assert settings.get(table.ANNOTATOR) == "Ben"


def test_who_asked_for_it_learns_that_the_file_cannot_be_written(path: Path) -> None:
    path.parent.write_text("a file where the folder should be", "utf-8")
    settings = SettingsFile(path)
    told: list[SettingsError] = []
    settings.on_error = told.append

    settings.put(table.ANNOTATOR, "Aiko")

    [error] = told
    assert error.what == "The settings were not saved."
    assert str(path) in error.why
    assert settings.get(table.ANNOTATOR) == "Aiko"
