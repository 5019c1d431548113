"""What judgements say, in words."""

from emoji_labeler.domain.judgement import HUMAN
from emoji_labeler.services.comparison_words import number_words, share_words
from emoji_labeler.services.judging import JudgementResults
from emoji_labeler.wording import sentences, tr

_BIASED = 0.05


def results_words(results: JudgementResults) -> str:
    """Return win rates, strengths and whether judges prefer a side, a line each."""
    if not results.judgements:
        return tr("Nobody has judged yet.")
    names = {key: tr("People") if key == HUMAN else name for key, name in results.names.items()}
    lines = [
        tr(
            "{run} wins against {against}: {share}  ({wins} to {losses}, both good {ties}, both"
            " bad {neither})",
            run=names.get(one.run, one.run),
            against=names.get(one.against, one.against),
            share=share_words(one.share),
            wins=one.wins,
            losses=one.losses,
            ties=one.ties,
            neither=one.neither,
        )
        for one in results.win_rates
        if one.run < one.against
    ]
    if len(results.strengths) > 2:
        lines += [
            tr(
                "Strength of {run}: {strength}",
                run=names.get(one.run, one.run),
                strength=number_words(one.strength),
            )
            for one in results.strengths
        ]
    bias = results.position_bias
    if bias.p_value is not None:
        words = tr("The left side won {share} of the time.", share=share_words(bias.share_of_left))
        if bias.p_value < _BIASED:
            words = sentences(words, tr("Judges prefer a side; more judges are needed."))
        lines.append(words)
    judges = ", ".join(f"{name} {count:,}" for name, count in results.judges)
    lines.append(tr("Judgements: {judges}", judges=judges))
    return "\n".join(lines)
