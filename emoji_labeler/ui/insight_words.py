"""What the figures of a project say, in sentences a person understands."""

from typing import NamedTuple

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.chart import NumberForm
from emoji_labeler.domain.chart_words import written
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.insight import Insights
from emoji_labeler.wording import later, sentences, tr, tr_count

PATHS = {
    PickPath.SEARCH: later("Searched"),
    PickPath.SUGGESTION: later("Suggested"),
    PickPath.BROWSE: later("Browsed"),
    PickPath.RECENT: later("Used lately"),
    PickPath.TYPED: later("Named"),
    PickPath.NONE: later("Not known"),
}
"""The ways to a label."""


class Tile(NamedTuple):
    """What it is about, the figure in large type, and what the figure means."""

    caption: str
    figure: str
    sentence: str


def tiles(insights: Insights) -> tuple[Tile, ...]:
    """Return the head figures."""
    return (_progress(insights), _agreement(insights), _speed(insights), _influence(insights))


def _progress(insights: Insights) -> Tile:
    said = tr_count(
        "{count} answer by {people}.",
        "{count} answers by {people}.",
        count=insights.answers,
        people=tr_count("{count} person", "{count} people", count=len(insights.annotators)),
    )
    shared = tr_count(
        "{count} memo was answered by several.",
        "{count} memos were answered by several.",
        count=insights.shared,
    )
    return Tile(
        tr("Memos answered"),
        tr("{count} of {total}", count=f"{insights.answered:,}", total=f"{insights.memos:,}"),
        sentences(said, shared),
    )


def _agreement(insights: Insights) -> Tile:
    found, caption = insights.coefficients, tr("Agreement")
    if found.percent.value is None:
        return Tile(caption, "–", _why_no_agreement(insights))
    said = tr(
        "Two people give the same emoji to {figure} of the memos.", figure=ranged(found.percent)
    )
    near = tr(
        "With alike emoji counted as nearly the same: {figure}.",
        figure=written(found.near_percent.value, NumberForm.SHARE),
    )
    return Tile(caption, written(found.percent.value, NumberForm.SHARE), sentences(said, near))


def _why_no_agreement(insights: Insights) -> str:
    """Return why there is no agreement to tell, and what to do about it."""
    if insights.answers:
        return tr(
            "Agreement needs memos that two people have answered; there are none yet. Ctrl+U"
            " changes who is labelling; “emoji-labeler assign” gives people files with some memos"
            " in common."
        )
    return tr("Agreement needs memos that two people have answered; there are no answers yet.")


def _speed(insights: Insights) -> Tile:
    every, caption = insights.speeds[0], tr("Memos an hour")
    if every.memos_an_hour.value is None:
        untimed = tr("The answers so far came from a file, without the time they took.")
        said = untimed if insights.answers else tr("There are no answers yet.")
        return Tile(caption, "–", said)
    said = tr(
        "Half of the answers take at most {median} s, nine in ten at most {p90} s.",
        median=f"{every.median_s.value:.1f}",
        p90=f"{every.p90_s.value:.1f}",
    )
    return Tile(caption, written(every.memos_an_hour.value, NumberForm.WHOLE), said)


def _influence(insights: Insights) -> Tile:
    found, caption = insights.influence, tr("Pull of suggestions")
    if found.pull.value is None:
        return Tile(
            caption,
            "–",
            tr(
                "Needs answers with suggestions and answers without. The settings say for how many"
                " memos suggestions are withheld."
            ),
        )
    said = tr(
        "The first suggestion is chosen {shown} of the time where it is shown, {withheld} where it"
        " is withheld.",
        shown=written(found.followed_shown.value, NumberForm.SHARE),
        withheld=written(found.followed_withheld.value, NumberForm.SHARE),
    )
    said = _doubted(said, found.pull)
    return Tile(caption, _points(found.pull), sentences(said, _time_saved(found.difference_s)))


def _time_saved(difference: Estimate) -> str:
    if difference.value is None:
        return ""
    seconds = f"{abs(difference.value):.1f}"
    said = (
        tr("An answer takes {seconds} s less with suggestions.", seconds=seconds)
        if difference.value < 0
        else tr("An answer takes {seconds} s more with suggestions.", seconds=seconds)
    )
    return _doubted(said, difference)


def _points(pull: Estimate) -> str:
    """Return a difference of shares in points of a hundred."""
    return tr("{points} points", points=f"{100 * (pull.value or 0.0):+.0f}")


def _doubted(said: str, difference: Estimate) -> str:
    """Add that it may be chance where the interval holds zero, or is not known."""
    low, high = difference.low, difference.high
    doubt = tr("That may be chance.")
    return sentences(said, doubt) if low is None or high is None or low <= 0 <= high else said


def ranged(share: Estimate) -> str:
    """Return a share with its interval: 71% [64, 78]."""
    said = written(share.value, NumberForm.SHARE)
    if share.low is None or share.high is None:
        return said
    return f"{said} [{100 * share.low:.0f}, {100 * share.high:.0f}]"
