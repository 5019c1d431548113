"""The labels that people gave to the memos of a comparison, packed into arrays."""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.record import record


class ChosenLabel(NamedTuple):
    """A label of a memo and who chose it: nobody, where a reviewer decided for another one."""

    label: str
    people: tuple[Annotator, ...]


@record
class PeopleColumn:
    """Submitted answers in the order of rows, and of people within a row.

    Those of a row stand from ``begins[row]`` up to ``begins[row + 1]``: ``givers`` are places in
    ``people``, ``given`` places in ``labels``. So an answer takes eight bytes and no object.
    """

    people: tuple[Annotator, ...]
    labels: tuple[str, ...]
    begins: "array[int]"
    givers: "array[int]"
    given: "array[int]"

    @classmethod
    def of(
        cls,
        answers: Iterable[tuple[int, str, str]],
        *,
        memo_ids: Sequence[int],
        people: Sequence[Annotator],
        current: CurrentLabels,
    ) -> Self:
        """Pack answers (memo, annotator's id, label), which come in the order of ``memo_ids``.

        Labels of one emoji become one.
        """
        places = {person.id: place for place, person in enumerate(people)}
        labels: dict[str, int] = {}
        begins, givers, given = array("i", [0]), array("i"), array("i")
        row = 0
        for memo_id, annotator_id, label in answers:
            while memo_ids[row] != memo_id:
                begins.append(len(given))
                row += 1
            givers.append(places[annotator_id])
            given.append(labels.setdefault(current[label], len(labels)))
        begins.extend([len(given)] * (len(memo_ids) - row))
        return cls(
            people=tuple(people), labels=tuple(labels), begins=begins, givers=givers, given=given
        )

    def answers(self, row: int) -> list[tuple[Annotator, str]]:
        """Return who answered what for the memo of a row."""
        places = range(self.begins[row], self.begins[row + 1])
        return [(self.people[self.givers[n]], self.labels[self.given[n]]) for n in places]

    def chosen(self, row: int, *, gold: str) -> list[ChosenLabel]:
        """Return the gold label, if there is one, and then the others, the most chosen first."""
        found: dict[str, list[Annotator]] = {gold: []} if gold else {}
        for person, label in self.answers(row):
            found.setdefault(label, []).append(person)
        return sorted(
            (ChosenLabel(label, tuple(people)) for label, people in found.items()),
            key=lambda one: (one.label != gold, -len(one.people)),
        )

    def has(self, row: int, label: str) -> bool:
        """Whether somebody gave that label to the memo of a row."""
        return any(self.labels[place] == label for place in self._given_to(row))

    def is_apart(self, row: int) -> bool:
        """Whether people gave different labels to the memo of a row."""
        return len(set(self._given_to(row))) > 1

    def is_against(self, row: int, gold: str) -> bool:
        """Whether somebody gave another label than ``gold`` to the memo of a row."""
        return any(self.labels[place] != gold for place in self._given_to(row))

    def _given_to(self, row: int) -> "array[int]":
        return self.given[self.begins[row] : self.begins[row + 1]]
