"""The command that suggests emoji for memos, on this machine alone."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

import click

from emoji_labeler import resources
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.suggestion import Suggestion
from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.answer_history import labelled_texts, project_answers
from emoji_labeler.services.suggesting import suggesting_service
from emoji_labeler.storage.project import ProjectStore

_EXISTING_FILE = click.Path(path_type=Path)
_FROM_INPUT = "-"
_AT_ONCE = 128


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a memo.")
@click.option("--top", default=9, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option("--project", type=_EXISTING_FILE, help="Learn the answers of a project first.")
@click.option("--labels", type=_EXISTING_FILE, help="Learn JSON lines of text and label first.")
def suggest(
    text: tuple[str, ...], *, as_json: bool, top: int, project: Path | None, labels: Path | None
) -> None:
    """Suggest emoji for TEXT, the likeliest first.

    With - for TEXT every line of the input is a memo: plain text, or a JSON object with text and
    id. The id of a plain line is its number. An empty line has no suggestions.
    """
    pack = load_pack(resources.emoji_pack_folder())
    service = suggesting_service(pack)
    if project is not None:
        with ProjectStore.open(project) as store:
            service.learn_history(project_answers(store))
    if labels is not None:
        service.learn_history(labelled_texts(labels))
    memos: Iterator[tuple[object, str]] = iter([(1, " ".join(text))])
    if text == (_FROM_INPUT,):
        memos = _memos(click.open_file(_FROM_INPUT, encoding="utf-8"))
    for batch in _batches(memos):
        texts = [memo for _, memo in batch]
        for (memo_id, _), found in zip(batch, service.suggest_each(texts, count=top), strict=True):
            rows = [_row(one, pack) for one in found]
            click.echo(_as_json(memo_id, rows) if as_json else _as_text(rows))


def _batches(memos: Iterator[tuple[object, str]]) -> Iterator[list[tuple[object, str]]]:
    while batch := list(islice(memos, _AT_ONCE)):
        yield batch


def _memos(lines: IO[str]) -> Iterator[tuple[object, str]]:
    """Yield id and text of every line; raise BadFileError for a JSON line without a text."""
    for number, line in enumerate(lines, start=1):
        plain = line.rstrip("\r\n")
        if not plain.lstrip().startswith("{"):
            yield number, plain
            continue
        try:
            memo = json.loads(plain)
        except ValueError:
            yield number, plain
            continue
        text = memo.get("text")
        if not isinstance(text, str) or fault_in_text(text):
            raise BadFileError(
                "The memos were not read to the end.",
                why=f"Line {number} is a JSON object without a text that can be read.",
                remedy="Give every object a text, and an id if you like.",
            )
        yield memo.get("id", number), text


def _row(suggestion: Suggestion, pack: EmojiPack) -> dict[str, object]:
    emoji = pack.get(suggestion.label)
    return {
        "label": suggestion.label,
        "emoji": emoji.character if emoji else "",
        "probability": round(suggestion.probability, 6),
    }


def _as_json(memo_id: object, rows: list[dict[str, object]]) -> str:
    return json.dumps({"id": memo_id, "suggestions": rows}, ensure_ascii=False)


def _as_text(rows: list[dict[str, object]]) -> str:
    lines = [f"{row['probability']:>6.1%}  {row['emoji']}  {row['label']}" for row in rows]
    return "\n".join([*lines, ""])
