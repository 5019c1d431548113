"""What the window calls roles and colours, how memos are shared, and what a merge brought."""

from collections.abc import Iterable, Iterator, Sequence

from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.merge_report import ConflictKind, MergeConflict, MergeReport
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.services.distributing import AssignedShare
from emoji_labeler.services.organising import SharingOutlook
from emoji_labeler.wording import later, tr, tr_count

ROLES = {Role.ANNOTATOR: later("Annotator"), Role.REVIEWER: later("Reviewer")}
COLOUR_NAMES = {
    "blue": later("Blue"),
    "orange": later("Orange"),
    "green": later("Green"),
    "purple": later("Purple"),
    "red": later("Red"),
    "teal": later("Teal"),
    "pink": later("Pink"),
    "brown": later("Brown"),
}
_CONFLICTS = {
    ConflictKind.TWO_ANSWERS: later(
        "{person} answered twice, {ours} here and {theirs} there: “{text}”"
    ),
    ConflictKind.TWO_VERDICTS: later(
        "{person} decided twice, {ours} here and {theirs} there: “{text}”"
    ),
    ConflictKind.OTHER_PACK: later("Made with another emoji pack: {ours} here, {theirs} there"),
    ConflictKind.DELETED_MEMO: later("Dropped here but answered there, so it is back: “{text}”"),
}


def memos_text(count: int) -> str:
    """Return a number of memos in words."""
    return tr_count("{count} memo", "{count} memos", count=count)


def answers_text(count: int) -> str:
    """Return a number of answers in words."""
    return tr_count("{count} answer", "{count} answers", count=count)


def people_text(count: int) -> str:
    """Return a number of people in words."""
    return tr_count("{count} person", "{count} people", count=count)


def sharing_sentence(sharing: Sharing, outlook: SharingOutlook) -> str:
    """Return in one sentence what a way of sharing comes to."""
    people, answers = people_text(outlook.several), answers_text(outlook.answers)
    if not sharing.annotators_a_memo:
        return tr(
            "Everybody answers every memo: {memos} × {people} = {answers}.",
            memos=memos_text(outlook.memos),
            people=people,
            answers=answers,
        )
    if sharing.share >= 1:
        return tr(
            "Every memo is answered by {people}: {memos} make {answers}.",
            people=people,
            memos=memos_text(outlook.memos),
            answers=answers,
        )
    return tr(
        "{people} answer {shared} drawn by chance, one person answers the other {rest}: {answers}"
        " in all.",
        people=people,
        shared=memos_text(outlook.shared),
        rest=f"{outlook.memos - outlook.shared:,}",
        answers=answers,
    )


def shortage_sentence(sharing: Sharing, outlook: SharingOutlook) -> str:
    """Return that there are fewer people than wanted, or nothing."""
    if not outlook.shared or sharing.annotators_a_memo <= outlook.several:
        return ""
    return tr("The project knows only {people} so far.", people=people_text(outlook.several))


def share_lines(shares: Iterable[AssignedShare]) -> Iterator[tuple[str, str]]:
    """Yield the name of each file that was written, and who is to answer how many memos in it."""
    for one in shares:
        memos = memos_text(one.work_list.memos)
        name = one.path.name if one.path else ""
        yield name, tr("{person}: {memos}", person=one.annotator.name, memos=memos)


def merge_sentence(reports: Sequence[MergeReport]) -> str:
    """Return what came of putting files together."""
    conflicts = sum(len(one.conflicts) for one in reports)
    refused = sum(one.refused is not None for one in reports)
    taken = tr(
        "{files} taken back, {conflicts}.",
        files=tr_count("{count} file", "{count} files", count=len(reports) - refused),
        conflicts=tr_count("{count} conflict", "{count} conflicts", count=conflicts)
        if conflicts
        else tr("no conflicts"),
    )
    if not refused:
        return taken
    alas = tr_count("{count} file was refused.", "{count} files were refused.", count=refused)
    return f"{taken} {alas}"


def merge_lines(reports: Iterable[MergeReport]) -> Iterator[tuple[str, str]]:
    """Yield the name of each file and what was new in it, or why it was refused.

    Below it, nameless, come its conflicts.
    """
    for report in reports:
        if report.refused:
            yield report.path.name, f"{report.refused.why} {report.refused.remedy}"
            continue
        new = tr(
            "{answers} and {verdicts} new, {known} known already",
            answers=answers_text(report.answers),
            verdicts=tr_count("{count} verdict", "{count} verdicts", count=report.verdicts),
            known=f"{report.known:,}",
        )
        yield report.path.name, new
        yield from (("", _conflict(one)) for one in report.conflicts)


def _conflict(conflict: MergeConflict) -> str:
    return tr(
        _CONFLICTS[conflict.kind],
        person=conflict.person,
        ours=conflict.ours,
        theirs=conflict.theirs,
        text=" ".join(conflict.text.split()),
    )
