"""Every way of predicting: one row here and one module make a new one."""

from emoji_labeler.domain.errors import NotOfferedError, WrongUseError
from emoji_labeler.domain.predictor import Need
from emoji_labeler.predictors.decisions import DECISIONS
from emoji_labeler.predictors.enum_tool import ENUM_TOOL
from emoji_labeler.predictors.fine_tuned import FINE_TUNED
from emoji_labeler.predictors.grouped_prompt import GROUPED_PROMPT
from emoji_labeler.predictors.keyword import KEYWORD
from emoji_labeler.predictors.local import LOCAL
from emoji_labeler.predictors.memo_embedding import MEMO_EMBEDDING
from emoji_labeler.predictors.most_frequent import MOST_FREQUENT
from emoji_labeler.predictors.predictor import Bench, PredictorKind, refusal
from emoji_labeler.predictors.shortlist_enum import SHORTLIST_ENUM
from emoji_labeler.predictors.topic_embedding import TOPIC_EMBEDDING
from emoji_labeler.wording import tr

PREDICTORS: tuple[PredictorKind, ...] = (
    FINE_TUNED,
    SHORTLIST_ENUM,
    TOPIC_EMBEDDING,
    MEMO_EMBEDDING,
    ENUM_TOOL,
    GROUPED_PROMPT,
    DECISIONS,
    LOCAL,
    KEYWORD,
    MOST_FREQUENT,
)


def predictor_named(name: str) -> PredictorKind:
    """Return the predictor of that name, or raise WrongUseError naming those there are."""
    for kind in PREDICTORS:
        if kind.name == name:
            return kind
    raise WrongUseError(
        tr("The prediction run was not made."),
        why=tr("There is no predictor “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=", ".join(one.name for one in PREDICTORS)),
    )


def check_bench(kind: PredictorKind, bench: Bench) -> None:
    """Raise WrongUseError or NotOfferedError where the predictor cannot be used; asks nobody."""
    if kind.description.needs:
        if not bench.model:
            raise refusal(tr("No model is named."), tr("Name the model that is to be asked."))
        _check_needs(kind, bench)
    kind.check(bench)


def _check_needs(kind: PredictorKind, bench: Bench) -> None:
    profile = bench.asked.profile
    can = profile.capabilities
    offered = {
        Need.CHAT: can.chat,
        Need.EMBEDDINGS: can.embeddings,
        Need.DECISIONS: can.decisions,
    }
    for need in kind.description.needs:
        if not offered[need]:
            raise NotOfferedError(
                tr("The prediction run was not made."),
                why=tr("{name} does not offer {need}.", name=profile.name, need=need.value),
                remedy=tr("Use a provider that does."),
            )
