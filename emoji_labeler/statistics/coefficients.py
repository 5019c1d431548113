"""How far annotators agree, beyond what chance alone would bring.

Each coefficient is 1 - observed / expected disagreement; they differ in what they expect. With
``distances``, a disagreement counts as far as its two labels are apart, and without them as 1.
"""

from itertools import pairwise

import numpy as np

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.statistics.answer_table import AnswerTable
from emoji_labeler.statistics.arrays import Codes, Floats, divided, stable_order
from emoji_labeler.statistics.distances import LabelDistances, mean_distances
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling
from emoji_labeler.wording import tr


def percent_agreement(
    table: AnswerTable,
    *,
    distances: LabelDistances | None = None,
    resampling: Resampling = RESAMPLING,
) -> Estimate:
    """Return the share of agreeing pairs of answers for a memo, averaged over memos.

    The observed agreement of Fleiss (1971): the mean over memos of sum_k n_k (n_k - 1) / m (m - 1),
    where n_k of m annotators gave label k. With distances (0 to 1), of 1 less the mean distance.
    """
    agreement = agreement_of_memos(table.shared(), distances=distances)
    return resampling.mean(agreement, why=_no_overlap())


def percent_agreements(
    shared: AnswerTable,
    *,
    groups: Codes,
    count: int,
    resampling: Resampling = RESAMPLING,
) -> tuple[Estimate, ...]:
    """Return the percent agreement in each of ``count`` groups of the memos of a shared table.

    ``groups`` holds the group of every memo, from 0, or -1 for none.
    """
    order = stable_order(groups)
    agreement = agreement_of_memos(shared)[order]
    bounds = np.searchsorted(groups[order], np.arange(count + 1))
    return tuple(
        resampling.mean(agreement[begin:end], why=_no_overlap())
        for begin, end in pairwise(bounds.tolist())
    )


def agreement_of_memos(shared: AnswerTable, *, distances: LabelDistances | None = None) -> Floats:
    """Return 1 less the mean distance between two answers, for each memo of a shared table."""
    apart = mean_distances(shared, distances=distances)
    sizes = shared.sizes
    return 1 - np.bincount(shared.memos, weights=apart, minlength=len(sizes)) / sizes


def cohen_kappa(
    table: AnswerTable,
    *,
    first: str,
    second: str,
    distances: LabelDistances | None = None,
    resampling: Resampling = RESAMPLING,
) -> Estimate:
    """Return how far two annotators agree, beyond chance and their own habits.

    Cohen (1960), A coefficient of agreement for nominal scales: (p_o - p_e) / (1 - p_e) with
    p_e = sum_k p_1k p_2k. With distances, the weighted kappa of Cohen (1968):
    1 - sum p_jk d_jk / sum p_1j p_2k d_jk.
    """
    both = table.between(first, second)
    names, labels = both.occurring()
    blocks, matrix, width = resampling.deal(len(both.sizes)), _matrix(distances, names), len(names)
    apart = mean_distances(both, distances=distances)[::2]
    # Two rows a memo, in the order of the annotators: one each.
    sums = np.column_stack(
        [
            np.bincount(blocks, weights=apart),
            _label_counts(blocks, labels[::2], width=width),
            _label_counts(blocks, labels[1::2], width=width),
        ]
    )

    def kappa(rows: Floats) -> Floats:
        one, other = rows[:, 1 : 1 + width], rows[:, 1 + width :]
        expected = _crossed(one, other, matrix=matrix)
        return 1 - divided(rows[:, 0] * one.sum(axis=1), expected)

    return resampling.estimate(
        sums,
        figure=kappa,
        count=len(both.sizes),
        why=_why(both, what=tr("No memo has answers of both annotators.")),
    )


def fleiss_kappa(
    table: AnswerTable,
    *,
    distances: LabelDistances | None = None,
    resampling: Resampling = RESAMPLING,
) -> Estimate:
    """Return how far annotators agree, where every shared memo has the same number of them.

    Fleiss (1971), Measuring nominal scale agreement among many raters: (P - P_e) / (1 - P_e) with
    the observed agreement P and P_e = sum_k p_k². Undefined where memos have different numbers of
    answers: dropping some of them would make people look more of one mind than they are.
    """
    shared = table.shared()
    if len(set(shared.sizes.tolist())) > 1:
        why = tr("Some memos have more answers than others. Krippendorff's alpha allows for that.")
        return Estimate(count=len(shared.sizes), why_undefined=why)
    return _pooled(shared, distances=distances, resampling=resampling, drawn_without_return=False)


def krippendorff_alpha(
    table: AnswerTable,
    *,
    distances: LabelDistances | None = None,
    resampling: Resampling = RESAMPLING,
) -> Estimate:
    """Return how far any number of annotators agree, each of whom may have left out memos.

    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability:
    1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck, where a pair of answers for a memo with m answers
    adds 1 / (m - 1) to the coincidences o, n_c counts label c in shared memos, and n all of them.
    ``distances`` holds d, which Krippendorff writes as a square. Undefined where only one label
    occurs, since chance could then bring no disagreement either.
    """
    return _pooled(
        table.shared(), distances=distances, resampling=resampling, drawn_without_return=True
    )


def _pooled(
    shared: AnswerTable,
    *,
    distances: LabelDistances | None,
    resampling: Resampling,
    drawn_without_return: bool,
) -> Estimate:
    """Return the coefficient that expects answers drawn from those of all annotators together."""
    names, labels = shared.occurring()
    matrix = _matrix(distances, names)
    blocks = resampling.deal(len(shared.sizes))[shared.memos]
    apart = mean_distances(shared, distances=distances)
    sums = np.column_stack(
        [np.bincount(blocks, weights=apart), _label_counts(blocks, labels, width=len(names))]
    )

    def coefficient(rows: Floats) -> Floats:
        counts = rows[:, 1:]
        partners = counts.sum(axis=1) - (1 if drawn_without_return else 0)
        return 1 - divided(rows[:, 0] * partners, _crossed(counts, counts, matrix=matrix))

    return resampling.estimate(
        sums, figure=coefficient, count=len(shared.sizes), why=_why(shared, what=_no_overlap())
    )


def _crossed(first: Floats, second: Floats, *, matrix: Floats | None) -> Floats:
    """Return the sum of the distances between every label of the one and every one of the other."""
    crossed: Floats
    if matrix is None:
        crossed = first.sum(axis=1) * second.sum(axis=1) - (first * second).sum(axis=1)
    else:
        crossed = ((first @ matrix) * second).sum(axis=1)
    return crossed


def _label_counts(blocks: Codes, labels: Codes, *, width: int) -> Floats:
    """Return how often each block holds each label, shape (blocks, labels)."""
    height = int(blocks.max(initial=-1)) + 1
    counts = np.bincount(blocks * width + labels, minlength=height * width)
    return counts.reshape(height, width).astype(np.float64)


def _matrix(distances: LabelDistances | None, names: tuple[str, ...]) -> Floats | None:
    return None if distances is None else distances.matrix(names)


def _no_overlap() -> str:
    return tr("No memo has answers of two annotators.")


def _why(table: AnswerTable, *, what: str) -> str:
    if not len(table):
        return what
    return tr("Only one label occurs, so that chance alone would bring the same agreement.")
