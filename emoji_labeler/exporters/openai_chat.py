"""The chat format in which OpenAI and servers like it take training files."""

from collections.abc import Iterable
from itertools import islice

from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.exporters.exporter import ExportContext, Exporter, Writable

_ROWS_AT_ONCE = 1_000


def _write(memos: Iterable[GivenLabel], file: Writable, context: ExportContext) -> None:
    """Write one JSON object a line: UTF-8, LF, no BOM, keys always in the same order."""
    import orjson

    prompt = context.system_prompt
    before = [{"role": "system", "content": prompt}] if prompt else []
    remaining = iter(memos)
    while block := list(islice(remaining, _ROWS_AT_ONCE)):
        lines = [
            orjson.dumps(
                {
                    "messages": [
                        *before,
                        {"role": "user", "content": memo.text},
                        {"role": "assistant", "content": memo.label},
                    ]
                },
                option=orjson.OPT_APPEND_NEWLINE,
            )
            for memo in block
        ]
        file.write(b"".join(lines))


OPENAI_CHAT = Exporter(
    name="openai_chat", title="OpenAI chat (JSONL)", suffix=".jsonl", write=_write
)
