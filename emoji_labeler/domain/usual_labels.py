"""The labels somebody uses just now, each in a place that does not move."""

from collections.abc import Iterable


class UsualLabels:
    """A few places for labels; a new label takes the place of the one unused for longest.

    Places never shift, so that a number learned by the fingers stays right.
    """

    def __init__(self, *, places: int) -> None:
        self._places = places
        self._labels: list[str] = []
        self._last_use: dict[str, int] = {}
        self._uses = 0

    def used(self, labels: Iterable[str]) -> None:
        """Count the use of labels, in that order."""
        for label in labels:
            self._uses += 1
            if label not in self._labels:
                self._give_place(label)
            self._last_use[label] = self._uses

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels by place."""
        return tuple(self._labels)

    def _give_place(self, label: str) -> None:
        if len(self._labels) < self._places:
            self._labels.append(label)
            return
        oldest = min(self._labels, key=self._last_use.__getitem__)
        self._labels[self._labels.index(oldest)] = label
        del self._last_use[oldest]
