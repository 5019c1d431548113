"""The command that labels memos, one by its number or one after the other."""

import sys
from difflib import get_close_matches
from pathlib import Path

import click

from emoji_labeler.cli.labeling_loop import LabelingLoop, Search
from emoji_labeler.cli.options import annotator_option, pack_option, project_option
from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.domain.pick import Pick
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.opening import open_project
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.services.searching import SearchingService
from emoji_labeler.storage.project import ProjectStore

_NEAR = 5


@click.command()
@click.argument("memo_id", type=int, required=False)
@click.argument("label", required=False)
@click.option("--also", multiple=True, metavar="LABEL", help="Acceptable as well.")
@click.option("--note", default="", help="A remark kept with the answer.")
@annotator_option
@project_option
@pack_option
def label(
    *,
    memo_id: int | None,
    label: str | None,
    also: tuple[str, ...],
    note: str,
    annotator: str,
    project: Path,
    pack: EmojiPack,
) -> int:
    """Give memo MEMO_ID the label LABEL; without both, label in the terminal.

    In the terminal: words search, a number takes a hit, Enter takes the first; :help tells more.
    """
    if memo_id is not None and label is None:
        raise WrongUseError(
            "The memo was not labelled.",
            why="A memo was named but no label.",
            remedy="Give both, or neither to label in the terminal.",
        )
    with open_project(project) as opened:
        meet_pack(opened, pack)
        search = _search(opened, pack=pack)
        draft = Draft(
            label=_resolved(label, pack=pack, search=search) if label else "",
            also_acceptable=tuple(_resolved(one, pack=pack, search=search) for one in also),
            note=note.strip(),
        )
        session = LabelingSession(opened, annotator=opened.annotators.named(annotator))
        if memo_id is None:
            return LabelingLoop(session, pack=pack, search=search, lines=sys.stdin).run()
        session.go_to(memo_id)
        session.draft_changed(draft)
        session.submit(Pick(path=PickPath.TYPED))
    click.echo(f"{memo_id}: {draft.label}")
    return 0


def _search(project: ProjectStore, *, pack: EmojiPack) -> Search:
    """Return a search that knows the words by which the project's people found their labels."""
    service = SearchingService(
        pack,
        learned=lambda: [
            LearnedWord(word=query, label=label, kind=LearnedFrom.QUERY)
            for query, label, _ in project.picks.queries()
        ],
    )
    return lambda words: service.search(words, limit=_NEAR * 2).labels


def _resolved(name: str, *, pack: EmojiPack, search: Search) -> str:
    """Return the label that ``name`` stands for in the pack, or say what is near it."""
    found = pack.find(name)
    if found:
        return found.label
    close = get_close_matches(name, pack.labels, n=_NEAR)
    for word in name.replace("_", "-").split("-"):
        close += search(word)[:_NEAR]
    near = ", ".join(list(dict.fromkeys(close))[:_NEAR])
    raise WrongUseError(
        "The memo was not labelled.",
        why=f"The pack has no label “{name}”.",
        remedy=f"Did you mean: {near}?" if near else "Give a label of the pack.",
    )
