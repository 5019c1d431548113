import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.local_model.cold_model import cold_model
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.model_file import load_model, save_model
from emoji_labeler.local_model.prior import Prior
from tests.local_model.words import EMOJI, THEMES, small_model

MEMOS = ["猫と走った", "締切", "a bakery in the rain", ""]


def _taught() -> LocalModel:
    model = small_model()
    for text, label in (("猫", "dog-face"), ("雨だ", "umbrella"), ("雨かな", "crying-face")):
        model.learn(text, label=label)
    return model


def test_a_loaded_model_predicts_bit_for_bit_what_the_saved_one_did(tmp_path: Path) -> None:
    model = _taught()
    save_model(model, tmp_path / "model.npz")
    loaded = load_model(tmp_path / "model.npz")
    assert np.array_equal(loaded.probabilities(MEMOS), model.probabilities(MEMOS))
    assert (loaded.labels, loaded.version) == (model.labels, model.version)
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_a_model_that_knows_no_word_is_saved_as_well(tmp_path: Path) -> None:
    wordless = [replace(one, name_en="Кот", name_ja="", keywords_en=()) for one in EMOJI[:1]]
    model = LocalModel(Prior.build([replace(wordless[0], keywords_ja=())], themes=()))
    assert not model.prior.lexicon.terms
    save_model(model, tmp_path / "model.npz")
    loaded = load_model(tmp_path / "model.npz")
    assert np.array_equal(loaded.probabilities(MEMOS), model.probabilities(MEMOS))


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(_taught(), path)
    whole = path.read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(BadFileError):
            load_model(path)


def test_a_file_with_one_flipped_bit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(_taught(), path)
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(bytes(whole))
    with pytest.raises(BadFileError):
        load_model(path)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 not really", b"{}"])
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(BadFileError, match=r"model\.npz was not loaded"):
        load_model(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no such file"):
        load_model(tmp_path / "model.npz")


def _rewritten(path: Path, **changes: Any) -> None:
    """Change entries of a saved model, leaving the archive itself whole."""
    with np.load(path) as archive:
        arrays = dict(archive)
    about = json.loads(arrays["about"].tobytes())
    weights = changes.pop("weights", None)
    if weights is not None:
        arrays["weights"] = weights
    arrays["about"] = np.frombuffer(json.dumps(about | changes).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **arrays)


def test_a_newer_format_is_refused_by_name(tmp_path: Path) -> None:
    save_model(_taught(), tmp_path / "model.npz")
    _rewritten(tmp_path / "model.npz", format=99)
    with pytest.raises(BadFileError, match="format"):
        load_model(tmp_path / "model.npz")


def test_changed_weights_are_told_from_the_saved_ones(tmp_path: Path) -> None:
    save_model(_taught(), tmp_path / "model.npz")
    _rewritten(tmp_path / "model.npz", weights=np.ones((12, 512), np.float32))
    with pytest.raises(BadFileError, match="changed"):
        load_model(tmp_path / "model.npz")


def test_a_pickle_in_the_archive_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    with path.open("wb") as file:
        np.savez(file, about=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BadFileError):
        load_model(path)


def test_a_cold_model_is_kept_and_read_again(tmp_path: Path) -> None:
    built = cold_model(EMOJI, themes=THEMES, kept_in=tmp_path)
    (kept,) = tmp_path.iterdir()
    read = cold_model(EMOJI, themes=THEMES, kept_in=tmp_path)
    assert np.array_equal(read.probabilities(MEMOS), built.probabilities(MEMOS))
    kept.write_bytes(b"broken")
    mended = cold_model(EMOJI, themes=THEMES, kept_in=tmp_path)
    assert np.array_equal(mended.probabilities(MEMOS), built.probabilities(MEMOS))
    assert kept.stat().st_size > 1000


def test_other_words_make_another_cold_model(tmp_path: Path) -> None:
    cold_model(EMOJI, themes=THEMES, kept_in=tmp_path)
    (first,) = tmp_path.iterdir()
    cold_model(EMOJI, themes=THEMES[:2], kept_in=tmp_path)
    (second,) = tmp_path.iterdir()
    assert first.name != second.name


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    model = cold_model(EMOJI, themes=THEMES, kept_in=tmp_path / "file" / "folder")
    assert model.version == "cold"
