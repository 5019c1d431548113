"""What was answered before, as the local model learns it: texts and labels in their order."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def project_answers(project: ProjectStore) -> Iterator[tuple[str, str]]:
    """Yield text and label of every submitted answer, in the order in which they were given."""
    given = [
        annotation
        for annotation in project.annotations.all()
        if annotation.answer.status is AnnotationStatus.SUBMITTED
    ]
    for annotation in sorted(given, key=lambda one: (one.submitted_at, one.event_id)):
        memo = project.memos.get(annotation.memo_id)
        if memo is not None:
            yield memo.text, annotation.answer.label


def labelled_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield ``text`` and ``label`` of each JSON line; raise BadFileError naming a bad line."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFileError(
            tr("The labels in {name} were not read.", name=path.name),
            why=tr("It cannot be read as UTF-8 text."),
            remedy=tr("Choose a JSONL file."),
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _row(line)
            if row is None:
                raise BadFileError(
                    tr("The labels in {name} were not read.", name=path.name),
                    why=tr("Line {number} is no JSON object with text and label.", number=number),
                    remedy=tr("Correct that line."),
                )
            yield row


def _row(line: str) -> tuple[str, str] | None:
    try:
        row: Any = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    text, label = row.get("text"), row.get("label")
    return (text, label) if isinstance(text, str) and isinstance(label, str) else None
