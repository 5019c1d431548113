"""An emoji pack: a folder of pictures, their labels in order, and what is known about them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.picture_files import label_of, picture_names


class Tile(NamedTuple):
    """What the grid must know about an emoji before it can paint: no names, no words.

    A tuple, and not a dataclass as elsewhere, because 1,652 of them are made at every start.
    """

    label: str
    group: str
    variant_of: str


# Without slots: the cached properties need a place to stay.
@dataclass(frozen=True, kw_only=True, eq=False)
class EmojiPack:
    """A pack whose emoji are read one by one when they are asked for.

    Made by ``load_pack``, or by ``EmojiPack.of`` from emoji that already exist. ``labels``,
    ``groups``, ``tiles`` and ``get`` are quick enough for the way to the first paint; ``emoji`` and
    ``find`` read every row.
    """

    id: str
    name: str
    version: str
    folder: Path
    tiles: tuple[Tile, ...]
    read: Callable[[int], Emoji] = field(repr=False)
    """Returns the emoji of a tile, by its place in the pack."""

    @classmethod
    def of(cls, emoji: Iterable[Emoji], *, folder: Path, id: str = "", name: str = "") -> Self:  # noqa: A002  # The field of that name.
        """Return a pack of emoji that already exist."""
        known = tuple(emoji)
        tiles = tuple(Tile(one.label, one.group, one.variant_of) for one in known)
        return cls(id=id, name=name, version="", folder=folder, tiles=tiles, read=known.__getitem__)

    def __getstate__(self) -> dict[str, object]:
        """Go to another process without what was read or worked out here."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __len__(self) -> int:
        return len(self.tiles)

    def __contains__(self, label: object) -> bool:
        return label in self.places

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each label stands in the pack."""
        return {tile.label: place for place, tile in enumerate(self.tiles)}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every label, in the order of the pack."""
        return tuple(self.places)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups in order of appearance; empty for a pack that has none."""
        return tuple(filter(None, dict.fromkeys(tile.group for tile in self.tiles)))

    @cached_property
    def emoji(self) -> tuple[Emoji, ...]:
        """Every emoji, all read: about 10 ms for 1,652, so better after the first paint."""
        return tuple(self._at(place) for place in range(len(self)))

    def get(self, label: str) -> Emoji | None:
        """Return the emoji of a label."""
        place = self.places.get(label)
        return None if place is None else self._at(place)

    def name_of(self, label: str) -> str:
        """Return what the emoji is called in the language spoken, or the label of no emoji."""
        emoji = self.get(label)
        return emoji.spoken_name if emoji else label

    def find(self, label_or_alias: str) -> Emoji | None:
        """Return the emoji of a label, or the one that had this label in an older list."""
        return self.get(label_or_alias) or self.get(self._labels_by_alias.get(label_or_alias, ""))

    def renamed(self, labels: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return those of older lists, each with what it is called in this one."""
        former = self.renamed_labels
        return tuple((label, former[label]) for label in sorted(labels) if label in former)

    @cached_property
    def renamed_labels(self) -> dict[str, str]:
        """What each label of older lists is called in this one, unless it is a label here too."""
        return {old: now for old, now in self._labels_by_alias.items() if old not in self}

    def current_label(self, label: str) -> str:
        """Return what the emoji of a label is called here, or nothing where it is not here."""
        return label if label in self else self.renamed_labels.get(label, "")

    def picture_path(self, label: str) -> Path:
        """Return where the picture of a label is, or where a PNG file of it would be."""
        return self.folder / self._picture_names.get(label, f"{label}.png")

    def base_label(self, label: str) -> str:
        """Return the neutral label of a variant, and any other label as it is."""
        place = self.places.get(label)
        base = "" if place is None else self.tiles[place].variant_of
        return base if base in self.places else label

    def variants(self, label: str) -> tuple[Emoji, ...]:
        """Return the family of a label, the neutral emoji first; nothing if it is not here."""
        family = self._families.get(self.base_label(label), ())
        return tuple(self._at(place) for place in family)

    @cached_property
    def _picture_names(self) -> dict[str, str]:
        # Reversed, so that of two pictures of one label the first is used.
        return {label_of(name): name for name in reversed(picture_names(self.folder))}

    @cached_property
    def _made(self) -> dict[int, Emoji]:
        return {}

    def _at(self, place: int) -> Emoji:
        found = self._made.get(place)
        if found is None:
            found = self._made[place] = self.read(place)
        return found

    @cached_property
    def _families(self) -> dict[str, list[int]]:
        families: dict[str, list[int]] = {}
        for place, tile in enumerate(self.tiles):
            family = families.setdefault(self.base_label(tile.label), [])
            family.insert(0 if family and not tile.variant_of else len(family), place)
        return families

    @cached_property
    def _labels_by_alias(self) -> dict[str, str]:
        return {alias: one.label for one in self.emoji for alias in one.aliases}
