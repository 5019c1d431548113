"""How far each annotator agrees with the others, and which labels are taken for each other."""

from collections.abc import Sequence

import numpy as np

from emoji_labeler.domain.agreement import AnnotatorAgreement, ConfusedPair
from emoji_labeler.statistics.answer_table import AnswerTable
from emoji_labeler.statistics.arrays import Codes, stable_order
from emoji_labeler.statistics.distances import LabelDistances, mean_distances
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling
from emoji_labeler.wording import tr


def annotator_agreements(
    table: AnswerTable,
    *,
    distances: LabelDistances | None = None,
    resampling: Resampling = RESAMPLING,
) -> tuple[AnnotatorAgreement, ...]:
    """Return, for each annotator, the mean share of the others who gave the same label.

    A mean over the memos that the annotator shares with somebody; with distances (0 to 1), of 1
    less the mean distance to the others.
    """
    shared = table.shared()
    agreement = 1 - mean_distances(shared, distances=distances)
    order = stable_order(shared.annotators)
    counts = np.bincount(shared.annotators, minlength=len(table.annotator_ids))
    parts = np.split(agreement[order], np.cumsum(counts)[:-1]) if len(counts) else []
    why = tr("No other annotator answered the same memos.")
    return tuple(
        AnnotatorAgreement(annotator_id=who, agreement=resampling.mean(part, why=why))
        for who, part in zip(table.annotator_ids, parts, strict=True)
    )


def most_met(table: AnswerTable, *, most: int) -> tuple[tuple[str, str], ...]:
    """Return the pairs of annotators who answered the same memos, those with most of them first."""
    width = len(table.annotator_ids)
    counts = np.zeros(width * width, np.int64)
    for upper, lower in table.pairs():
        # Rows of a memo are in the order of the annotators, so each pair comes one way round.
        keys = table.annotators[upper] * width + table.annotators[lower]
        counts += np.bincount(keys, minlength=len(counts))
    chosen = [pair for pair in np.argsort(-counts, kind="stable")[:most].tolist() if counts[pair]]
    ids = table.annotator_ids
    return tuple((ids[pair // width], ids[pair % width]) for pair in chosen)


def confused_pairs(table: AnswerTable, *, most: int = 100) -> tuple[ConfusedPair, ...]:
    """Return which two labels annotators gave to the same memo, the most frequent pair first.

    ``first`` and ``second`` are in the order of the alphabet; every two annotators of a memo count
    once.
    """
    names = tuple(sorted(table.label_names))
    labels = _renumbered(table, names=names)
    found = [np.empty(0, np.int64)]
    for upper, lower in table.pairs():
        ones, others = labels[upper], labels[lower]
        differ = ones != others
        ones, others = ones[differ], others[differ]
        found.append(np.minimum(ones, others) * len(names) + np.maximum(ones, others))
    return _most_frequent(np.concatenate(found), names=names, most=most)


def confusions(
    gold: Sequence[str], predicted: Sequence[str], *, most: int = 100
) -> tuple[ConfusedPair, ...]:
    """Return which label (``second``) was predicted for which gold label (``first``).

    Both sequences are about the same memos in the same order; the most frequent confusion comes
    first. An empty label stands for none, and is no confusion.
    """
    names = tuple(sorted({*gold, *predicted} - {""}))
    places = {name: place for place, name in enumerate(names)}
    keys = [
        places[right] * len(names) + places[wrong]
        for right, wrong in zip(gold, predicted, strict=True)
        if right and wrong
    ]
    return _most_frequent(np.array(keys, np.int64), names=names, most=most)


def _most_frequent(keys: Codes, *, names: tuple[str, ...], most: int) -> tuple[ConfusedPair, ...]:
    """Count keys, each the place of one label times the number of labels plus that of another."""
    width = len(names) or 1
    pairs, counts = np.unique(keys[keys // width != keys % width], return_counts=True)
    # Pairs are in the order of their names, and a stable sort leaves them so among equals.
    chosen = np.argsort(-counts, kind="stable")[:most]
    return tuple(
        ConfusedPair(first=names[pair // width], second=names[pair % width], count=count)
        for pair, count in zip(pairs[chosen].tolist(), counts[chosen].tolist(), strict=True)
    )


def _renumbered(table: AnswerTable, *, names: tuple[str, ...]) -> Codes:
    places = {name: place for place, name in enumerate(names)}
    return np.array([places[name] for name in table.label_names], np.int64)[table.labels]
