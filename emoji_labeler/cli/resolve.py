"""The command ``resolve``: the label of a raw output, or of many, a line each."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, pack_option
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.resolution import Resolution
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.resolving import resolver_for

_STANDARD_INPUT = "-"
_NO_LABEL = 1


@click.command("resolve")
@click.argument("text", nargs=-1, required=True)
@json_option
@pack_option
@click.option(
    "--vocabulary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Resolve to the labels in this file, one a line, and not to those of the pack.",
)
def resolve(
    *, text: tuple[str, ...], as_json: bool, pack: EmojiPack, vocabulary: Path | None
) -> None:
    """Find the label that a model's raw output means.

    A single "-" reads one output a line from standard input and writes one result a line. An output
    that holds line breaks is written as a JSON string: a line that begins with a quotation mark and
    is a JSON string stands for that string.

    Exit status: 0 a label was found, 1 TEXT holds nothing to read, 2 wrong use.
    """
    labels = None if vocabulary is None else _labels(vocabulary)
    resolver = resolver_for(pack, vocabulary=labels)
    if text == (_STANDARD_INPUT,):
        for raw in _outputs():
            _print(raw, resolver.resolve(raw), as_json=as_json)
        return
    # Bytes of the command line that are not UTF-8 come as half characters.
    asked = " ".join(text).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    resolution = resolver.resolve(asked)
    _print(asked, resolution, as_json=as_json)
    if resolution.label is None:
        click.get_current_context().exit(_NO_LABEL)


def _labels(path: Path) -> list[str]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _bad_vocabulary(f"{path} cannot be read as UTF-8 text: {error}.") from error
    labels = [line.strip() for line in lines if line.strip()]
    if not labels:
        raise _bad_vocabulary(f"{path} names no label.")
    return labels


def _bad_vocabulary(why: str) -> BadFileError:
    return BadFileError(
        "Nothing was resolved.", why=why, remedy="Give a text file with one label a line."
    )


def _outputs() -> Iterator[str]:
    """Yield the outputs on standard input; bytes that are not UTF-8 come as replacement signs."""
    for line in sys.stdin.buffer:
        yield _output(line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace"))


def _output(line: str) -> str:
    if line.startswith('"'):
        try:
            value = json.loads(line)
        except ValueError:
            return line
        if isinstance(value, str):
            return value
    return line


def _print(raw: str, resolution: Resolution, *, as_json: bool) -> None:
    if as_json:
        line = json.dumps(
            {
                "raw": raw,
                "label": resolution.label,
                "resolution": resolution.kind.value,
                "confidence": resolution.confidence,
            },
            # Half a character has no place in UTF-8, and an escape keeps it.
            ensure_ascii=not _is_whole(raw),
        )
        click.echo(line.encode())
    else:
        label = resolution.label or "(no label)"
        how = f"{resolution.kind.value}\t{resolution.confidence:.2f}\t{resolution.rule}"
        click.echo(f"{label:32}\t{how}")


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
