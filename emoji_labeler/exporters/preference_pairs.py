"""Preference pairs for DPO, in the chat format: what a person chose over what a model suggested."""

from collections.abc import Iterable

from emoji_labeler.domain.snapshot import SnapshotRow, Split
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable
from emoji_labeler.exporters.lines import write_json_lines
from emoji_labeler.exporters.openai_chat import chat_messages


def _is_correction(row: SnapshotRow) -> bool:
    """Whether the person saw a suggestion and took none that they found acceptable instead."""
    suggested = row.suggested_label
    return bool(suggested) and suggested != row.label and suggested not in row.also_acceptable


def _write(rows: Iterable[SnapshotRow], file: Writable, context: ExportContext) -> None:
    write_json_lines((_pair(row, context.prompts[row.prompt]) for row in rows), file)


def _pair(row: SnapshotRow, prompt: str) -> dict[str, object]:
    return {
        "input": {"messages": [*chat_messages(prompt), {"role": "user", "content": row.text}]},
        "preferred_output": [{"role": "assistant", "content": row.label}],
        "non_preferred_output": [{"role": "assistant", "content": row.suggested_label}],
    }


PREFERENCE_PAIRS = Exporter(
    name="preference_pairs",
    title="Preference pairs for DPO (JSONL)",
    suffix=".jsonl",
    write=_write,
    splits=(Split.TRAIN, Split.VALIDATION),
    takes=_is_correction,
)
