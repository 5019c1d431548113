"""What the window says about a file and what became of it."""

from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.refusal import Refusal
from emoji_labeler.services.importing import ImportReport
from emoji_labeler.wording import tr, tr_count


def memo_line(draft: MemoDraft) -> str:
    """Return a memo on one line, with the label that comes with it."""
    text = " ".join(draft.text.split())
    labels = " ".join(answer.label for answer in draft.answers if answer.label)
    return f"{text}   →  {labels}" if labels else text


def outcome_parts(report: ImportReport) -> list[str]:
    """Return what became of the file beside the memos that came in."""
    said = []
    if report.already_there:
        said.append(tr("{count} were there already", count=f"{report.already_there:,}"))
    if report.refused_count:
        said.append(tr("{count} refused, listed below", count=f"{report.refused_count:,}"))
    if report.answers:
        said.append(tr_count("{count} answer saved", "{count} answers saved", count=report.answers))
    if report.answers_there:
        said.append(
            tr_count(
                "{count} answer was there already",
                "{count} answers were there already",
                count=report.answers_there,
            )
        )
    return said


def refusal_line(refusal: Refusal) -> str:
    """Return where a piece of a file was refused, and why."""
    return tr("Line {line}: {reason}", line=f"{refusal.line:,}", reason=refusal.reason)


def unknown_label_line(label: str, count: int) -> str:
    """Return which label stayed behind, and with how many answers."""
    return tr_count(
        "The label “{label}” of {count} answer is not known.",
        "The label “{label}” of {count} answers is not known.",
        count=count,
        label=label,
    )
