"""Which parts of two texts are different, for a person who looks at both."""

from difflib import SequenceMatcher

from emoji_labeler.domain.near_duplicate import Span

_LONGEST = 2_000
"""Of longer texts only the beginnings are compared: the time grows with the square."""


def differing_parts(first: str, second: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the parts of each text that the other one has not in their place."""
    matcher = SequenceMatcher(None, first[:_LONGEST], second[:_LONGEST], autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return (
        tuple((begin, end) for _, begin, end, _, _ in changes if end > begin),
        tuple((begin, end) for _, _, _, begin, end in changes if end > begin),
    )
