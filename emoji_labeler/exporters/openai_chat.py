"""The chat format in which OpenAI and servers like it take training files."""

from collections.abc import Iterable
from itertools import islice

from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.domain.snapshot import SnapshotRow, Split
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable

_ROWS_AT_ONCE = 1_000


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
    """Write the place of the prompt, the text and the label of each row.

    What is before and behind the text is the same in many rows, so it is made into JSON once.
    """
    import orjson

    heads = [_head(prompt) for prompt in context.prompts]
    ends = _Ends()
    remaining = iter(triples)
    while block := list(islice(remaining, _ROWS_AT_ONCE)):
        file.write(
            b"".join(
                [
                    b"%b%b%b" % (heads[prompt], orjson.dumps(text), ends[label])
                    for prompt, text, label in block
                ]
            )
        )


def _head(prompt: str) -> bytes:
    """Return a row up to where the text of the memo begins."""
    import orjson

    message = {"role": "user", "content": ""}
    return orjson.dumps({"messages": [*chat_messages(prompt), message]}).removesuffix(b'""}]}')


class _Ends(dict[str, bytes]):
    """The rows behind the text of the memo, by label."""

    def __missing__(self, label: str) -> bytes:
        import orjson

        message = orjson.dumps({"role": "assistant", "content": label})
        self[label] = end = b"},%b]}\n" % message
        return end


OPENAI_CHAT = Exporter(
    name="openai_chat",
    title="OpenAI chat (JSONL)",
    suffix=".jsonl",
    write=_write,
    splits=(Split.TRAIN, Split.VALIDATION),
    write_answers=_write_answers,
)
