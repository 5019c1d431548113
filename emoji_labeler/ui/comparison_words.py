"""What models answered and people chose, in words."""

from collections.abc import Sequence

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.prediction import Prediction
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.wording import later, tr

RESOLUTIONS = {
    ResolutionKind.EXACT: later("it is a label"),
    ResolutionKind.ALIAS: later("made a label by a rule"),
    ResolutionKind.SIMILARITY: later("no label; the nearest is shown"),
    ResolutionKind.NONE: later("no label, and none is near"),
}


def prediction_words(prediction: Prediction | None, *, pack: EmojiPack) -> str:
    """Return what a model answered, and how a label was made of it."""
    if prediction is None:
        return ""
    kind = prediction.resolution
    how = tr(RESOLUTIONS[ResolutionKind(kind)]) if kind else ""
    lines = [
        tr("Answer: {raw}", raw=repr(prediction.raw_output)),
        " · ".join(filter(None, (pack.name_of(prediction.label), how, prediction.rule))),
        tr("confidence {share}", share=f"{100 * prediction.confidence:.0f}%"),
    ]
    if len(prediction.ranking) > 1:
        names = ", ".join(pack.name_of(one.label) for one in prediction.ranking[:5])
        lines.append(tr("ranked: {names}", names=names))
    return "\n".join(lines)


def people_words(
    answers: Sequence[tuple[Annotator, str]],
    *,
    gold: str,
    also_acceptable: Sequence[str],
    pack: EmojiPack,
    hides_names: bool,
) -> str:
    """Return a line for each label with who chose it, the gold label first.

    Numbers stand for the names that are hidden.
    """
    chosen: dict[str, list[str]] = {gold: []} if gold else {}
    for number, (person, label) in enumerate(answers, start=1):
        name = tr("Annotator {number}", number=number) if hides_names else person.name
        chosen.setdefault(label, []).append(name)
    lines = []
    for label, people in chosen.items():
        name = pack.name_of(label)
        title = tr("{name} (the label that counts)", name=name) if label == gold else name
        lines.append(": ".join(filter(None, (title, ", ".join(people)))))
    if also_acceptable:
        names = ", ".join(map(pack.name_of, also_acceptable))
        lines.append(tr("Also acceptable: {name}", name=names))
    return "\n".join(lines) or tr("Nobody has answered yet.")
