"""Resolving: what became of many raw outputs, counted."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.domain.record import record
from emoji_labeler.domain.resolution import Resolution, ResolutionKind
from emoji_labeler.emoji.meanings import Meanings
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.resolver import Resolver
from emoji_labeler.emoji.theme_table import load_theme_table


@record
class ResolutionCounts:
    """How many outputs there were, and how many were resolved in each way."""

    outputs: int
    by_kind: dict[ResolutionKind, int]

    @property
    def existing(self) -> int:
        """Outputs that were labels as they came: the count that teams report."""
        return self.by_kind[ResolutionKind.EXACT]

    @property
    def missing(self) -> int:
        """All other outputs, whether a rule or similarity found a label for them or nothing."""
        return self.outputs - self.existing

    @property
    def resolved_without_similarity(self) -> int:
        """Outputs that were labels or meant one by a rule."""
        return self.existing + self.by_kind[ResolutionKind.ALIAS]


def resolver_for(
    pack: EmojiPack,
    *,
    vocabulary: Iterable[str] | None = None,
    theme_paths: Iterable[Path] | None = None,
) -> Resolver:
    """Return a resolver that knows the theme tables, by default those of program and person.

    It resolves to the labels of the pack, or to those of ``vocabulary``.
    """
    paths = resources.theme_tables() if theme_paths is None else tuple(theme_paths)
    themes = load_theme_table(paths, known_labels=pack.places).rows
    meanings = Meanings.load(resources.meaning_tables())
    if vocabulary is None:
        return Resolver(pack, themes=themes, meanings=meanings)
    return Resolver.for_vocabulary(tuple(vocabulary), pack, themes=themes, meanings=meanings)


def count_resolutions(resolutions: Iterable[Resolution]) -> ResolutionCounts:
    """Count resolutions by their kinds."""
    counts = Counter(resolution.kind for resolution in resolutions)
    return ResolutionCounts(
        outputs=counts.total(), by_kind={kind: counts[kind] for kind in ResolutionKind}
    )
