from pathlib import Path

import pytest

from emoji_labeler.domain.errors import StoppedError
from emoji_labeler.services.sole_sender import sole_sender


def in_a_hurry() -> bool:
    return True


def test_only_one_sends_for_a_project_at_a_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    with sole_sender(first, cancel=in_a_hurry):
        with pytest.raises(StoppedError), sole_sender(first, cancel=in_a_hurry):
            pass
        with sole_sender(second, cancel=in_a_hurry):
            pass
    with sole_sender(first, cancel=in_a_hurry):
        pass


def test_the_same_project_by_another_name_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    (tmp_path / "link.db").symlink_to(path)
    with (
        sole_sender(path, cancel=in_a_hurry),
        pytest.raises(StoppedError),
        sole_sender(tmp_path / "link.db", cancel=in_a_hurry),
    ):
        pass
