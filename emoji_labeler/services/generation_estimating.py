"""What a generation run will use, told before anything is spent."""

from emoji_labeler.datasets.generation_prompts import memo_question, themes_question
from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.generation import GenerationPlan, cost_of
from emoji_labeler.domain.record import record
from emoji_labeler.services.generation_asking import expected_usage
from emoji_labeler.services.generation_reading import THEMES_A_REQUEST


@record
class GenerationEstimate:
    """About how many requests and tokens, and what they cost; None where a price is not known."""

    requests: int
    usage: TokenUsage
    cost: float | None


def estimate_generation(plan: GenerationPlan) -> GenerationEstimate:
    """Return what a plan will use if every answer can be taken at once."""
    requests = tokens_in = tokens_out = 0
    for language in plan.languages:
        themes = plan.share_of(language)
        rounds = -(-themes // THEMES_A_REQUEST)
        question = themes_question(plan, language=language, count=themes, already=())
        usage = expected_usage(question, plan=plan)
        requests += rounds
        # Every round but the first names the themes that are there already.
        tokens_in += usage.input * rounds + usage.output * (rounds - 1) // 2
        tokens_out += usage.output
        memos = themes * plan.memos_a_theme
        question = memo_question(plan, theme="-" * 12, language=language, memo=1, seed="")
        usage = expected_usage(question, plan=plan)
        requests += memos
        tokens_in += usage.input * memos
        tokens_out += usage.output * memos
    usage = TokenUsage(input=tokens_in, output=tokens_out)
    return GenerationEstimate(requests=requests, usage=usage, cost=cost_of(usage, price=plan.price))
