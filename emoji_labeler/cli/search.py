"""The command ``search``: labels for words, for a person or, a line at a time, for a program."""

import json
import sys
from collections.abc import Iterator

import click

from emoji_labeler import resources
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.search_result import SearchHit
from emoji_labeler.services.searching import SearchingService

_STANDARD_INPUT = "-"
_NO_HIT = 1


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a query, one a line.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="At most so many labels a query.",
)
def search(*, query: tuple[str, ...], as_json: bool, top: int) -> None:
    """Find labels by English or Japanese words, romaji included.

    QUERY may be several words, which narrow. A single "-" reads one query a line from standard
    input; a blank line gives an empty result, so that lines stay aligned.

    Exit status: 0 something was found, 1 nothing was found for QUERY, 2 wrong use.
    """
    service = SearchingService(load_pack(resources.emoji_pack_folder()))
    _report_theme_faults(service)
    if query == (_STANDARD_INPUT,):
        for line in _lines():
            _print_result(service, line, as_json=as_json, top=top)
        return
    asked = " ".join(query).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not _print_result(service, asked, as_json=as_json, top=top):
        click.get_current_context().exit(_NO_HIT)


def _report_theme_faults(service: SearchingService) -> None:
    for fault in service.theme_faults:
        click.echo(f"{fault.path}, line {fault.line}: {fault.why} The row was left out.", err=True)


def _lines() -> Iterator[str]:
    """Yield the lines of standard input; bytes that are not UTF-8 come as replacement signs."""
    for raw in sys.stdin.buffer:
        yield raw.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


def _print_result(service: SearchingService, query: str, *, as_json: bool, top: int) -> bool:
    """Print what was found; return whether it is more than the nearest to nothing."""
    result = service.search(query, limit=top)
    if as_json:
        found = [_as_json(hit, service.pack.get(hit.label)) for hit in result.hits]
        line = json.dumps({"query": query, "results": found}, ensure_ascii=False)
        click.echo(line.encode("utf-8", "replace"))
    else:
        if not result.hits or result.is_nearest:
            nearest = " The nearest are:" if result.hits else ""
            click.echo(f"Nothing was found for “{query}”.{nearest}", err=True)
        for hit in result.hits:
            click.echo(_as_text(hit, service.pack.get(hit.label)))
    return bool(result.hits) and not result.is_nearest


def _as_json(hit: SearchHit, emoji: Emoji | None) -> dict[str, str | float]:
    character = emoji.character if emoji else ""
    return {
        "label": hit.label,
        "emoji": character,
        "score": round(hit.score, 4),
        "why": hit.why,
    }


def _as_text(hit: SearchHit, emoji: Emoji | None) -> str:
    return f"{emoji.character if emoji else '':2}\t{hit.label:32}\t{hit.why}"
