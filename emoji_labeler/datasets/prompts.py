"""System prompts that name no label, all labels, or the group that holds the row's label."""

from collections.abc import Sequence

from emoji_labeler.domain.snapshot import PromptPlan, PromptVariant

_BEFORE_LABELS = "Choose from these names: "


class RowPrompts:
    """The system prompts of a snapshot, and which of them each label gets.

    Groups follow the order of the pack, so that alike emoji stay together, and their sizes differ
    by one at most. A label outside the pack gets the first prompt; the report names it.
    """

    def __init__(self, plan: PromptPlan, *, labels: Sequence[str]) -> None:
        parts = _parts(plan, labels)
        self.texts = tuple(_with_labels(plan.system_prompt, part) for part in parts)
        self._places = {label: place for place, part in enumerate(parts) for label in part}

    def place_of(self, label: str) -> int:
        """Return the place in ``texts`` of the prompt for a row with that label."""
        return self._places.get(label, 0)


def _parts(plan: PromptPlan, labels: Sequence[str]) -> list[Sequence[str]]:
    if plan.variant == PromptVariant.NO_LABELS:
        return [()]
    count = 1 if plan.variant == PromptVariant.ALL_LABELS else min(plan.groups, len(labels) or 1)
    smaller, larger = divmod(len(labels), count)
    ends = [place * smaller + min(place, larger) for place in range(count + 1)]
    return [labels[ends[place] : ends[place + 1]] for place in range(count)]


def _with_labels(prompt: str, labels: Sequence[str]) -> str:
    if not labels:
        return prompt
    named = f"{_BEFORE_LABELS}{', '.join(labels)}."
    return f"{prompt}\n\n{named}" if prompt else named
