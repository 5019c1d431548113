"""Files that take the place of others only when they are whole."""

import resource
import signal
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import OutputError
from emoji_labeler.exporters.replacing import replacing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def break_off(path: Path) -> None:
    with replacing([path]) as (file,):
        file.write(b"new")
        raise ValueError("stop")


def test_both_files_appear_together(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    with replacing(paths) as files:
        for file in files:
            file.write(b"new")
        assert not any(path.exists() for path in paths)

    assert [path.read_bytes() for path in paths] == [b"new", b"new"]
    assert names(tmp_path) == ["a", "b"]


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    with pytest.raises(ValueError, match="stop"):
        break_off(path)

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_file_that_may_not_grow_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(OutputError, match="was not written"), replacing([path]) as (file,):
            file.write(b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, former)

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_device_is_never_replaced() -> None:
    device = Path("/dev/null")

    with pytest.raises(OutputError, match="not an ordinary file"), replacing([device]):
        pass

    assert device.is_char_device()


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"), replacing([tmp_path]):
        pass
    with pytest.raises(OutputError, match="no folder"), replacing([tmp_path / "no" / "a"]):
        pass


def test_what_a_link_points_at_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)

    with replacing([link]) as (file,):
        file.write(b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"
