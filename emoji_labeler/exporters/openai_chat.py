"""The chat format in which OpenAI and servers like it take training files."""

from collections.abc import Iterable

from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.domain.snapshot import SnapshotRow, Split
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable
from emoji_labeler.exporters.lines import write_json_lines


def chat_messages(prompt: str) -> list[dict[str, str]]:
    """Return the messages before the memo: the system prompt, or none where it is empty."""
    return [{"role": "system", "content": prompt}] if prompt else []


def _write(rows: Iterable[SnapshotRow], file: Writable, context: ExportContext) -> None:
    _write_triples(((row.prompt, row.text, row.label) for row in rows), file, context)


def _write_answers(answers: Iterable[GivenLabel], file: Writable, context: ExportContext) -> None:
    _write_triples(((0, one.text, one.label) for one in answers), file, context)


def _write_triples(
    triples: Iterable[tuple[int, str, str]], file: Writable, context: ExportContext
) -> None:
    """Write the place of the prompt, the text and the label of each row."""
    before = [chat_messages(prompt) for prompt in context.prompts]
    write_json_lines(
        (
            {
                "messages": [
                    *before[prompt],
                    {"role": "user", "content": text},
                    {"role": "assistant", "content": label},
                ]
            }
            for prompt, text, label in triples
        ),
        file,
    )


OPENAI_CHAT = Exporter(
    name="openai_chat",
    title="OpenAI chat (JSONL)",
    suffix=".jsonl",
    write=_write,
    splits=(Split.TRAIN, Split.VALIDATION),
    write_answers=_write_answers,
)
