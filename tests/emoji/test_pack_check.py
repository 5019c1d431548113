import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji.pack_check import check_pack
from emoji_labeler.emoji.pack_report import Fault
from tests.emoji.pictures import data_pack, draw, pictures_pack


def faults(folder: Path) -> list[tuple[Fault, str, int]]:
    return [(found.fault, found.file, found.line) for found in check_pack(folder).findings]


def claimed_png(*, width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


def test_a_sound_folder_has_no_findings(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png", "dog.webp", "cow.jpg", "hen.jpeg", "ant.gif", "bee.bmp")
    report = check_pack(tmp_path)
    assert report.findings == ()
    assert report.pictures == 6
    assert report.sound_labels == {"cat", "dog", "cow", "hen", "ant", "bee"}


def test_a_text_file_named_like_a_picture_is_found(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png")
    (tmp_path / "dog.png").write_text("I am a dog")
    (tmp_path / "empty.png").write_bytes(b"")
    assert faults(tmp_path) == [
        (Fault.NOT_A_PICTURE, "dog.png", 0),
        (Fault.NOT_A_PICTURE, "empty.png", 0),
    ]
    assert check_pack(tmp_path).sound_labels == {"cat"}


def test_a_format_that_packs_do_not_have_is_found_under_a_false_name(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "cat.png", format="TIFF")
    assert faults(tmp_path) == [(Fault.NOT_A_PICTURE, "cat.png", 0)]


@pytest.mark.parametrize("ending", [".png", ".webp", ".jpg", ".gif", ".bmp"])
def test_a_picture_that_was_cut_off_is_found(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"cat{ending}"
    noise = Image.frombytes("RGB", (64, 64), os.urandom(64 * 64 * 3))
    noise.save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert faults(tmp_path) == [(Fault.NOT_A_PICTURE, path.name, 0)]


def test_a_picture_with_too_many_pixels_is_found_without_unpacking_it(tmp_path: Path) -> None:
    draw(tmp_path / "fits.png", size=(4096, 1))
    draw(tmp_path / "wide.png", size=(4097, 1))
    (tmp_path / "warned.png").write_bytes(claimed_png(width=10_000, height=10_000))
    (tmp_path / "bomb.png").write_bytes(claimed_png(width=60_000, height=60_000))
    assert faults(tmp_path) == [
        (Fault.TOO_LARGE, name, 0) for name in ("bomb.png", "warned.png", "wide.png")
    ]


def test_a_file_of_more_than_four_megabytes_is_found(tmp_path: Path) -> None:
    path = draw(tmp_path / "cat.png")
    path.write_bytes(path.read_bytes() + bytes(4 * 1024 * 1024))
    assert faults(tmp_path) == [(Fault.TOO_LARGE, "cat.png", 0)]


def test_the_second_picture_of_a_label_is_found(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.gif", "cat.png", "Dog.png", "dog.png")
    pictures_pack(tmp_path, "caf\u00e9.png", "cafe\u0301.png")
    assert sorted(file for _, file, _ in faults(tmp_path)) == ["café.png", "cat.png", "dog.png"]
    assert {fault for fault, _, _ in faults(tmp_path)} == {Fault.LABEL_TWICE}
    assert check_pack(tmp_path).sound_labels == {"cat", "Dog", "cafe\u0301"}


def test_an_unusable_name_is_found(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "con.png", "cat .png", "x\n.png", "y" * 65 + ".png")
    assert {fault for fault, _, _ in faults(tmp_path)} == {Fault.BAD_LABEL}
    assert len(faults(tmp_path)) == 4


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    # The neighbour's name begins like the folder's: comparing texts would let it pass.
    folder = pictures_pack(tmp_path / "pack", "cat.png")
    outside = pictures_pack(tmp_path / "pack-2", "dog.png")
    (folder / "dog.png").symlink_to(outside / "dog.png")
    (folder / "kitten.png").symlink_to(folder / "cat.png")
    (folder / "lost.png").symlink_to(folder / "nowhere.png")
    assert faults(folder) == [(Fault.OUTSIDE, "dog.png", 0), (Fault.UNREADABLE, "lost.png", 0)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Only POSIX systems have pipes in folders.")
def test_a_pipe_is_found_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cat.png")
    assert faults(tmp_path) == [(Fault.UNREADABLE, "cat.png", 0)]


def test_rows_and_pictures_without_each_other_are_found(tmp_path: Path) -> None:
    rows = ("cat", "dog")
    data_pack(tmp_path, columns="label", rows=rows, pictures=("cat.png", "cow.png"))
    assert faults(tmp_path) == [(Fault.NO_ROW, "cow.png", 0), (Fault.NO_PICTURE, "pack.tsv", 3)]
    assert check_pack(tmp_path).sound_labels == {"cat"}


def test_broken_rows_are_found_with_their_lines(tmp_path: Path) -> None:
    rows = ("cat -", "short", "cat -", "dog cow", "con -", "ant dog", "bee cat")
    pictures = ("cat.png", "dog.png", "ant.png", "bee.png")
    data_pack(tmp_path, columns="label variant_of", rows=rows, pictures=pictures)
    with (tmp_path / "pack.tsv").open("ab") as file:
        file.write(b"h\xffn\t\n")
    broken = [(Fault.BROKEN_ROW, "pack.tsv", line) for line in (3, 4, 5, 6, 7, 9)]
    assert faults(tmp_path) == broken


def test_folders_and_foreign_files_are_mentioned_once(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png")
    for name in ("a.svg", "b.svg", "c.svg", "d.svg", "e.svg", "f.svg", ".hidden", "LICENSE"):
        (tmp_path / name).write_text("")
    (tmp_path / "more").mkdir()
    (tmp_path / "other.png").mkdir()
    assert faults(tmp_path) == [(Fault.SUBFOLDERS, "more", 0), (Fault.FOREIGN_FILES, "a.svg", 0)]
    assert "d.svg, e.svg and 1 more" in check_pack(tmp_path).findings[1].why


def test_no_folder_is_an_error_and_not_a_finding(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="nowhere could not be read"):
        check_pack(tmp_path / "nowhere")
    with pytest.raises(PackError):
        check_pack(draw(tmp_path / "cat.png"))
