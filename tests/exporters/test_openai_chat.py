"""The chat format, byte for byte."""

import io
from pathlib import Path

from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.exporters.exporter import ExportContext
from emoji_labeler.exporters.openai_chat import OPENAI_CHAT
from emoji_labeler.exporters.registry import EXPORTERS

_GOLDEN = Path(__file__).parents[1] / "golden"


def memo(text: str, label: str) -> GivenLabel:
    return GivenLabel(1, text, label, "submitted")


def written(*memos: GivenLabel, prompt: str) -> bytes:
    file = io.BytesIO()
    assert OPENAI_CHAT.write_answers is not None
    OPENAI_CHAT.write_answers(memos, file, ExportContext(prompts=(prompt,)))
    return file.getvalue()


def test_rows_are_as_in_the_golden_file() -> None:
    data = written(
        memo("cat", "cat-face"),
        memo('会議  "長い"\r\n\tè🐱', "calendar"),
        prompt="Pick “one” emoji.\n絵文字を一つ。",
    )

    assert data == (_GOLDEN / "openai_chat.jsonl").read_bytes()


def test_an_empty_prompt_leaves_the_system_message_out() -> None:
    data = written(memo("cat", "cat-face"), prompt="")

    assert data == (_GOLDEN / "openai_chat_without_prompt.jsonl").read_bytes()


def test_line_separators_of_unicode_do_not_split_a_row() -> None:
    data = written(memo("a\u2028b\u0085c", "cat"), prompt="")

    assert data.count(b"\n") == 1
    assert "a\u2028b\u0085c".encode() in data


def test_no_memo_makes_an_empty_file() -> None:
    assert written(prompt="p") == b""


def test_names_of_formats_are_unique() -> None:
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)
