"""What a model answered, in words."""

from emoji_labeler.domain.prediction import Prediction
from emoji_labeler.domain.resolution import ResolutionKind
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.memo_words import emoji_name
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
        " · ".join(filter(None, (emoji_name(prediction.label, pack), how, prediction.rule))),
        tr("confidence {share}", share=f"{100 * prediction.confidence:.0f}%"),
    ]
    if len(prediction.ranking) > 1:
        names = ", ".join(emoji_name(one.label, pack) for one in prediction.ranking[:5])
        lines.append(tr("ranked: {names}", names=names))
    return "\n".join(lines)
