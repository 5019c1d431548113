"""The model before the first answer, built once for a pack and its theme rows, then kept."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.model_file import load_model, save_model
from emoji_labeler.local_model.prior import Prior


def cold_model(
    emoji: Sequence[Emoji], *, themes: Sequence[ThemeRow], kept_in: Path | None = None
) -> LocalModel:
    """Return a model that has learned nothing yet.

    With ``kept_in`` it is read from that folder, or built and left there for the next time; a
    folder that cannot be written costs time and nothing else.
    """
    if kept_in is None:
        return LocalModel(Prior.build(emoji, themes=themes))
    path = kept_in / f"cold-model-{_fingerprint(emoji, themes)}.npz"
    with suppress(BadFileError):
        return load_model(path)
    built = LocalModel(Prior.build(emoji, themes=themes))
    with suppress(OSError):
        kept_in.mkdir(parents=True, exist_ok=True)
        for outdated in kept_in.glob("cold-model-*.npz"):
            outdated.unlink()
        save_model(built, path)
    return built


def _fingerprint(emoji: Sequence[Emoji], themes: Sequence[ThemeRow]) -> str:
    """Return a hash of what the model is made from: words, and the code that reads them."""
    digest = sha256(repr((emoji, themes)).encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:16]
