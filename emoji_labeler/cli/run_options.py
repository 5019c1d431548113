"""The options of a prediction run: which memos, and what steers the predictor."""

import functools
import json
from collections.abc import Callable
from typing import Any

import click

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.prediction import OptionValue, RunFilter
from emoji_labeler.domain.snapshot import Split


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose memos, given to the command as one RunFilter, ``memos``."""

    @functools.wraps(command)
    def filtered(
        *,
        memo_ids: tuple[int, ...],
        themes: tuple[str, ...],
        languages: tuple[str, ...],
        sources: tuple[str, ...],
        labelled: bool | None,
        snapshot: str,
        splits: tuple[str, ...],
        limit: int | None,
        **rest: Any,  # noqa: ANN401 - The other options of the command.
    ) -> Any:  # noqa: ANN401 - Whatever the command returns.
        memos = RunFilter(
            memo_ids=memo_ids,
            labelled=labelled,
            themes=themes,
            languages=languages,
            sources=sources,
            snapshot=snapshot,
            splits=tuple(map(Split, splits)),
            limit=limit,
        )
        return command(memos=memos, **rest)

    for option in reversed(_FILTERS):
        filtered = option(filtered)
    return filtered


_FILTERS = (
    click.option("--memo", "memo_ids", multiple=True, type=int, help="Only the memo of a number."),
    click.option("--theme", "themes", multiple=True, help="Only memos of this theme."),
    click.option("--language", "languages", multiple=True, help="Only memos in this language."),
    click.option("--source", "sources", multiple=True, help="Only memos from there."),
    click.option(
        "--labelled/--unlabelled", default=None, help="Only memos with an answer, or without one."
    ),
    click.option("--snapshot", default="", help="Only memos of this snapshot."),
    click.option(
        "--split",
        "splits",
        multiple=True,
        type=click.Choice([one.value for one in Split]),
        help="Of the snapshot only this split.",
    ),
    click.option(
        "--limit", type=click.IntRange(min=1), help="At most so many, by a stored shuffle."
    ),
)


def given_options(pairs: tuple[str, ...]) -> dict[str, OptionValue]:
    """Return options given as NAME=VALUE; a value that is JSON counts as what JSON says."""
    return dict(map(_given_option, pairs))


def _given_option(pair: str) -> tuple[str, OptionValue]:
    name, sign, text = pair.partition("=")
    if not sign or not name.strip():
        raise WrongUseError(
            "The prediction run was not made.",
            why=f"“{pair}” is no option.",
            remedy="Write it as NAME=VALUE.",
        )
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    return name.strip(), value if isinstance(value, str | int | float | bool) else text
