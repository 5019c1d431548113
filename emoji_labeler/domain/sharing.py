"""How many people answer each memo, and who of several gets which."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from emoji_labeler.domain.record import record


@record
class Sharing:
    """A ``share`` of the memos goes to so many annotators each, every other memo to one.

    ``annotators_a_memo`` of 0 means that everybody answers every memo, whatever the share. Which
    memos are in the share is decided by their stored chance, so it never changes.
    """

    annotators_a_memo: int = 0
    share: float = 1.0

    def __post_init__(self) -> None:
        if self.annotators_a_memo < 0 or not 0 <= self.share <= 1:
            raise ValueError(f"a share lies from 0 to 1, a number of people is 0 or more: {self!r}")

    def wanted(self, chance: float, *, people: int) -> int:
        """Return how many of ``people`` are to answer a memo of that chance."""
        is_shared = not self.annotators_a_memo or chance < self.share
        return self.several(people=people) if is_shared else 1

    def several(self, *, people: int) -> int:
        """Return how many of ``people`` are to answer a memo that is in the share."""
        return min(people, self.annotators_a_memo or people)


def share_out(
    memos: Iterable[tuple[int, float]], people: Sequence[str], *, sharing: Sharing
) -> dict[str, list[int]]:
    """Return the memos of each person, in the order in which ``memos`` (number, chance) come.

    Of a few memos chance alone would put too many or too few into the share, so those of least
    chance are in it, as many as come nearest to it.
    The single ones go round, and whoever comes after the last one begins with the next, so that
    shares differ by one memo at most, and everybody shares memos with everybody else.
    """
    listed = list(memos)
    by_chance = sorted(listed, key=itemgetter(1))
    share = sharing.share if sharing.annotators_a_memo else 1.0
    shared = {memo_id for memo_id, _ in by_chance[: round(share * len(listed))]}
    shares: dict[str, list[int]] = {one: [] for one in people}
    turn = 0
    for memo_id, _ in listed:
        wanted = sharing.several(people=len(people)) if memo_id in shared else 1
        for step in range(wanted):
            shares[people[(turn + step) % len(people)]].append(memo_id)
        turn += wanted
    return shares
