"""Reads training files: one JSON object a line, with the messages of one conversation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.emoji.label_rules import fault_in_label
from emoji_labeler.local_server.errors import TrainingFileError

LEAST_ROWS = 10
_MOST_FAULTS_TOLD = 5
_ROLES = frozenset(("system", "developer", "user", "assistant"))
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class TrainingRow(NamedTuple):
    """A memo and the label that it is to get."""

    memo: str
    label: str


class _LineError(Exception):
    """What is wrong with one line."""


def read_training_file(path: Path) -> list[TrainingRow]:
    """Return the rows; raise TrainingFileError naming the lines that cannot be read."""
    rows: list[TrainingRow] = []
    faults: list[str] = []
    for number, line in _lines(path):
        try:
            rows.append(_row(line))
        except _LineError as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        more = len(faults) - _MOST_FAULTS_TOLD
        told = faults[:_MOST_FAULTS_TOLD] + ([f"and {more} more lines"] if more > 0 else [])
        raise TrainingFileError(f"The file cannot be trained on. {'; '.join(told)}.")
    return rows


def check_size(rows: list[TrainingRow]) -> None:
    """Raise TrainingFileError for fewer rows than a training file must have."""
    if len(rows) < LEAST_ROWS:
        raise TrainingFileError(
            f"The file has {len(rows)} rows; a training file needs at least {LEAST_ROWS}.",
            code="invalid_n_examples",
        )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines with their numbers from 1; empty ones at the end do not count."""
    empty: list[tuple[int, bytes]] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            bare = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
            if not bare.strip():
                empty.append((number, b""))
                continue
            yield from empty
            empty.clear()
            yield number, bare


def _row(line: bytes) -> TrainingRow:
    if not line:
        raise _LineError("it is empty")
    try:
        conversation = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise _LineError(f"it is not JSON ({error})") from error
    messages = conversation.get("messages") if isinstance(conversation, dict) else None
    if not isinstance(messages, list) or not messages:
        raise _LineError("it has no list of messages")
    contents = [_content(message) for message in messages]
    role, label = contents[-1]
    if role != "assistant":
        raise _LineError("its last message is not the assistant's")
    memos = [content for role, content in contents if role == "user"]
    if not memos or not memos[-1].strip():
        raise _LineError("it has no user message with a text")
    fault = fault_in_label(label.strip())
    if fault:
        raise _LineError(f"the assistant's answer is not a label. {fault.rstrip('.')}")
    return TrainingRow(memos[-1], label.strip())


def _content(message: Any) -> tuple[str, str]:  # noqa: ANN401 - It comes from a file.
    if not isinstance(message, dict) or message.get("role") not in _ROLES:
        raise _LineError("a message has no role of system, user or assistant")
    content = message.get("content")
    if not isinstance(content, str):
        raise _LineError(f"the {message['role']} message has no text as its content")
    if fault_in_text(content):
        raise _LineError(f"the {message['role']} message holds what is not text")
    return message["role"], content
