"""Which label counts for a memo: the rules of the project, and the reason in one sentence."""

from collections.abc import Callable
from dataclasses import replace

from emoji_labeler.domain.gold import GoldLabel, GoldRule, GoldRules
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr, tr_count

_DAY = 10
_NAMED_AT_MOST = 3


def change_rules(
    project: ProjectStore,
    *rules: GoldRules | ReviewRules,
    progress: Callable[[float], None] = lambda _share: None,
) -> None:
    """Let other rules decide, and work out anew, once for all of them, what follows.

    Takes seconds in a large project: made for a worker thread. An answer that is saved meanwhile
    waits for it. ``progress`` is told the share of the memos that is behind; where it raises, all
    stays as it was.
    """
    kept = project.golds.review_rules
    match rules:
        case [ReviewRules() as only] if _as_seen_like(kept, only) == kept:
            project.golds.keep_review_rules(only)
        case _:
            project.golds.change_rules(*rules, progress=progress)


def explain(project: ProjectStore, memo_id: int) -> str:
    """Say in one sentence why a label counts for a memo, or why none does."""
    return explained(
        project.golds.get(memo_id), names={one.id: one.name for one in project.annotators.all()}
    )


def explained(gold: GoldLabel | None, *, names: dict[str, str]) -> str:
    """Say it of a gold label that is known already; ``names`` are people's by their ids."""
    if gold is None:
        return tr("Nobody has answered yet.")
    reviewer = names.get(gold.reviewer_id, "")
    day = gold.decided_at[:_DAY]
    if gold.rule == GoldRule.REVIEWED:
        if gold.annotators:
            people = _named(gold.annotators, names)
            return tr(
                "{people}; reviewed by {reviewer} on {day}.",
                people=people,
                reviewer=reviewer,
                day=day,
            )
        return tr("Decided by {reviewer} on {day}.", reviewer=reviewer, day=day)
    if gold.rule == GoldRule.REJECTED:
        return tr("Rejected by {reviewer} on {day}.", reviewer=reviewer, day=day)
    if gold.rule == GoldRule.SENT_BACK:
        return tr("Sent back by {reviewer} on {day}.", reviewer=reviewer, day=day)
    return _unreviewed(gold, people=_listed(gold.annotators, names))


def _as_seen_like(kept: ReviewRules, rules: ReviewRules) -> ReviewRules:
    """Return ``rules`` with what a reviewer sees as before: nothing is worked out from that."""
    return replace(rules, commits_first=kept.commits_first, hides_names=kept.hides_names)


def _unreviewed(gold: GoldLabel, *, people: str) -> str:
    sentences = {
        GoldRule.AGREED: tr("{people} agree.", people=people),
        GoldRule.SINGLE: tr("Only {people} has given a label.", people=people),
        GoldRule.FLAGGED: tr("No label counts: somebody has flagged it."),
        GoldRule.DISAGREED: tr("No label counts: {people} disagree.", people=people),
        GoldRule.WAITING: tr(
            "No label counts yet: the rules ask for more than {people}.", people=people
        ),
        GoldRule.SKIPPED: tr("No label counts: it was skipped."),
    }
    return sentences[GoldRule(gold.rule)]


def _named(ids: tuple[str, ...], names: dict[str, str]) -> str:
    people = _listed(ids, names)
    if len(ids) == 1:
        return tr("{people} says so", people=people)
    return tr("{people} agree", people=people)


def _listed(ids: tuple[str, ...], names: dict[str, str]) -> str:
    known = [names.get(one, tr("somebody")) for one in ids]
    if len(known) > _NAMED_AT_MOST:
        more = len(known) - _NAMED_AT_MOST + 1
        known[_NAMED_AT_MOST - 1 :] = [tr_count("{count} other", "{count} others", count=more)]
    if len(known) < 2:
        return "".join(known)
    return tr("{people} and {last}", people=", ".join(known[:-1]), last=known[-1])
