"""Sharing rows out for training, validation and test.

Which split a cluster of near-duplicates falls into hangs on the seed and on hashes of its texts
alone: not on the order of the rows, and as little as can be on the other rows, so that a memo stays
where it is while the project grows. Within each label the clusters with the smallest hashes go
to test, the next ones to validation. Every label keeps a cluster for training, so a label with one
cluster is only trained on. What a label's few rows leave of a share is rounded up or down by a hash
of the label, so that over many labels the shares come out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from emoji_labeler.datasets.near_duplicates import Clusters, near_duplicate_clusters
from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Split, SplitPlan
from emoji_labeler.domain.text import text_hash


@record
class _Cluster:
    chance: float
    places: tuple[int, ...]


def split_rows(
    rows: Sequence[tuple[str, str]],
    *,
    plan: SplitPlan,
    links: Iterable[tuple[int, int]] = (),
) -> list[Split]:
    """Return the split of each row; ``rows`` are texts with labels.

    ``links`` are the places of rows that somebody wants in the same split, near-duplicates or not.
    """
    splits = [Split.TRAIN] * len(rows)
    for label, clusters in _by_label(rows, plan=plan, links=links).items():
        for cluster, split in _shared_out(clusters, label=label, plan=plan):
            for place in cluster.places:
                splits[place] = split
    return splits


def _by_label(
    rows: Sequence[tuple[str, str]], *, plan: SplitPlan, links: Iterable[tuple[int, int]]
) -> dict[str, list[_Cluster]]:
    """Return the clusters by their most frequent label, each label's in the order of chance."""
    near = near_duplicate_clusters([text for text, _ in rows])
    joined = Clusters(len(rows))
    for pair in enumerate(near):
        joined.join(*pair)
    for pair in links:
        joined.join(*pair)
    members: dict[int, list[int]] = {}
    for place in range(len(rows)):
        members.setdefault(joined.of(place), []).append(place)
    by_label: dict[str, list[_Cluster]] = {}
    for places in members.values():
        labels = Counter(rows[place][1] for place in places)
        label = min(labels, key=lambda one: (-labels[one], one))
        first = min(text_hash(rows[place][0]) for place in places)
        by_label.setdefault(label, []).append(
            _Cluster(chance=_chance(plan.seed, first), places=tuple(places))
        )
    for clusters in by_label.values():
        clusters.sort(key=attrgetter("chance"))
    return by_label


def _shared_out(
    clusters: Sequence[_Cluster], *, label: str, plan: SplitPlan
) -> Iterator[tuple[_Cluster, Split]]:
    """Yield the clusters that are not for training."""
    rows = sum(len(cluster.places) for cluster in clusters)
    rounding = _chance(plan.seed, label.encode())
    for_test = int(rows * plan.test_share + rounding)
    for_both = int(rows * (plan.test_share + plan.validation_share) + rounding)
    left = {Split.TEST: for_test, Split.VALIDATION: for_both - for_test}
    for cluster in clusters[:-1]:
        for split, wanted in left.items():
            if len(cluster.places) <= wanted:
                left[split] -= len(cluster.places)
                yield cluster, split
                break


def _chance(seed: int, value: bytes) -> float:
    """Return a number from 0 up to 1 that hangs on seed and value alone."""
    import hashlib

    digest = hashlib.sha256(f"{seed}\n".encode() + value).digest()
    return int.from_bytes(digest[:6]) / 2**48
