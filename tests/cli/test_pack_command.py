import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from emoji_labeler.cli.pack import pack
from emoji_labeler.domain.errors import PackError
from tests.emoji.pictures import pictures_pack


def test_a_sound_pack_ends_with_0(tmp_path: Path) -> None:
    result = CliRunner().invoke(pack, ["check", str(pictures_pack(tmp_path, "cat.png"))])
    assert result.exit_code == 0
    assert result.output == "Pictures: 1, usable: 1, findings: 0.\n"


def test_findings_are_one_line_each_and_end_with_1(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png", "d\x1b[31m.png")
    (tmp_path / "dog.png").write_text("no picture")
    result = CliRunner().invoke(pack, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "d\\x1b[31m.png: bad-label: It holds a control character.",
        "dog.png: not-a-picture: It is none of PNG, WEBP, JPEG, GIF, BMP.",
        "Pictures: 3, usable: 1, findings: 2.",
    ]


def test_a_program_gets_one_json_object(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png")
    (tmp_path / "pack.tsv").write_text("label\ncat\ndog\n")
    result = CliRunner().invoke(pack, ["check", str(tmp_path), "--json"])
    assert result.exit_code == 1
    why = "There is no picture for its label dog."
    finding = {"fault": "row-without-picture", "file": "pack.tsv", "line": 3, "why": why}
    assert json.loads(result.output) == {
        "folder": str(tmp_path),
        "pictures": 1,
        "sound_labels": ["cat"],
        "findings": [finding],
    }


def test_a_folder_that_is_none_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        CliRunner().invoke(pack, ["check", str(tmp_path / "no")], catch_exceptions=False)
