"""Suggesting emoji for a memo, and learning from every answer."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from emoji_labeler import resources
from emoji_labeler.domain.suggestion import Suggestion
from emoji_labeler.emoji.theme_table import load_theme_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from emoji_labeler.emoji.pack import EmojiPack
    from emoji_labeler.local_model.model import LocalModel


class SuggestingService:
    """The local model of one person, built when it is first asked for.

    It may be used from any thread; building takes the first caller up to a second, so that caller
    should be a worker. The model knows what ``learn`` and ``learn_history`` told it and nothing
    else: it is made again from the answers of the project each time the project is opened.
    """

    def __init__(
        self, pack: EmojiPack, *, theme_paths: Sequence[Path], cache_folder: Path | None = None
    ) -> None:
        self._pack = pack
        self._theme_paths = tuple(theme_paths)
        self._cache_folder = cache_folder
        self._made: LocalModel | None = None
        self._lock = RLock()

    @property
    def version(self) -> str:
        """Which model answers now: ``local-cold``, or a name that every answer changes.

        Equal answers in an equal order give equal names.
        """
        with self._lock:
            return f"local-{self._model().version}"

    def prepare(self) -> None:
        """Build the model now, so that the first suggestion does not wait for it."""
        with self._lock:
            self._model()

    def suggest(self, text: str, *, count: int = 9) -> tuple[Suggestion, ...]:
        """Return the likeliest labels, the likeliest first; none for a memo without text."""
        return self.suggest_each([text], count=count)[0]

    def suggest_each(self, texts: Sequence[str], *, count: int = 9) -> list[tuple[Suggestion, ...]]:
        """Return the suggestions of each memo; many at once are quicker than one by one."""
        suggested: list[tuple[Suggestion, ...]] = [()] * len(texts)
        places = [place for place, text in enumerate(texts) if text.strip()]
        if places:
            with self._lock:
                ranked = self._model().ranked([texts[place] for place in places], count=count)
            for place, row in zip(places, ranked, strict=True):
                suggested[place] = tuple(
                    Suggestion(label=label, probability=share) for label, share in row
                )
        return suggested

    def scores(self, text: str) -> Mapping[str, float]:
        """Return how likely every label is, for a search that knows the memo."""
        with self._lock:
            model = self._model()
            return dict(zip(model.labels, model.probabilities([text])[0].tolist(), strict=True))

    def learn(self, text: str, label: str) -> None:
        """Learn one answer; raise WrongUseError for a label that the pack lacks."""
        with self._lock:
            self._model().learn(text, label=label)

    def learn_history(self, answers: Iterable[tuple[str, str]]) -> int:
        """Learn texts and labels in the order given; return how many.

        A label that the pack calls by another name is learned under that; answers with labels of
        another pack are passed over.
        """
        learned = 0
        for text, label in answers:
            current = self._pack.current_label(label)
            if current:
                self.learn(text, current)
                learned += 1
        return learned

    def most_useful_first(self, texts: Sequence[str]) -> list[int]:
        """Return the places of the texts in the order in which labelling them teaches most."""
        from emoji_labeler.local_model.usefulness import most_useful_first

        with self._lock:
            return most_useful_first(self._model(), texts)

    def _model(self) -> LocalModel:
        if self._made is None:
            from emoji_labeler.local_model.cold_model import cold_model

            rows = load_theme_table(self._theme_paths, known_labels=self._pack.places).rows
            self._made = cold_model(self._pack.emoji, themes=rows, kept_in=self._cache_folder)
        return self._made


def program_theme_paths() -> tuple[Path, ...]:
    """Return the theme tables that come with the program."""
    return tuple(sorted((resources.assets_folder() / "themes").glob("*.tsv")))


def suggesting_service(pack: EmojiPack) -> SuggestingService:
    """Return a service over a pack and the program's theme tables, its cold model kept on disk."""
    return SuggestingService(
        pack, theme_paths=program_theme_paths(), cache_folder=resources.cache_folder()
    )
