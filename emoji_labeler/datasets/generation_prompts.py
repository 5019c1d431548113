"""What a chat model is told when it is to think of themes and to write memos."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from emoji_labeler import resources
from emoji_labeler.domain.generation import (
    LANGUAGES,
    GenerationPlan,
    PromptTemplates,
    Purpose,
    Question,
)

THEMES_SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {"themes": {"type": "array", "items": {"type": "string"}}},
    "required": ["themes"],
    "additionalProperties": False,
}
MEMO_SCHEMA: Mapping[str, object] = {
    "type": "object",
    "properties": {"memo": {"type": "string"}},
    "required": ["memo"],
    "additionalProperties": False,
}
_MOST_NAMED = 200
"""So many themes are named to the model as there already; more would cost more than they help."""


def usual_templates(language: str) -> PromptTemplates:
    """Return the templates that a person finds before they change anything."""
    told = _told()[language]
    return PromptTemplates(themes=told["themes"].strip(), memo=told["memo"].strip())


def usual_prompts() -> tuple[tuple[str, PromptTemplates], ...]:
    """Return the usual templates of every language."""
    return tuple((language, usual_templates(language)) for language in LANGUAGES)


def themes_question(
    plan: GenerationPlan, *, language: str, count: int, already: Sequence[str]
) -> Question:
    """Return how to ask for ``count`` themes that are unlike those there are already."""
    told = _told()[language]
    named = told["comma"].join(already[-_MOST_NAMED:]) or told["nothing"]
    said = filled(plan.templates(language).themes, count=count, already=named)
    return Question(
        purpose=Purpose.THEMES, language=language, messages=(("user", said),), wanted=count
    )


def memo_question(
    plan: GenerationPlan, *, theme: str, language: str, memo: int, seed: str
) -> Question:
    """Return how to ask for a memo; the same ``seed`` draws the same speaker, moment and mood."""
    told = _told()[language]
    chance = random.Random(seed)  # noqa: S311 - it makes for variety and guards nothing.
    said = filled(
        plan.templates(language).memo,
        theme=theme,
        characters=plan.characters,
        speaker=chance.choice(told["speakers"]),
        moment=chance.choice(told["moments"]),
        mood=chance.choice(told["moods"]),
    )
    return Question(purpose=Purpose.MEMO, language=language, messages=(("user", said),), memo=memo)


def with_correction(
    question: Question, *, raw_answer: str, written: int, plan: GenerationPlan
) -> Question:
    """Return how to ask again after a memo of ``written`` characters, which is a wrong length."""
    told = _told()[question.language]
    correction = told["longer" if written < plan.characters else "shorter"]
    said = filled(correction, written=written, characters=plan.characters)
    first = question.messages[0]
    return Question(
        purpose=question.purpose,
        language=question.language,
        messages=(first, ("assistant", raw_answer), ("user", said)),
        memo=question.memo,
    )


def filled(template: str, **values: object) -> str:
    """Return a template with the names it knows filled in; all other braces stay as they are."""
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template


def schema_of(purpose: Purpose) -> dict[str, object]:
    """Return the ``response_format`` that holds a model to the form of its answer."""
    schema = THEMES_SCHEMA if purpose is Purpose.THEMES else MEMO_SCHEMA
    described = {"name": purpose.value, "strict": True, "schema": schema}
    return {"type": "json_schema", "json_schema": described}


@cache
def _told() -> dict[str, dict[str, Any]]:
    import tomllib

    text = (resources.assets_folder() / "generation_prompts.toml").read_text("utf-8")
    return tomllib.loads(text)
