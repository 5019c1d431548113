import pytest

from emoji_labeler.domain.resolution import NOTHING_TO_READ, Resolution, ResolutionKind


@pytest.mark.parametrize(
    ("label", "kind"), [(None, ResolutionKind.ALIAS), ("cat", ResolutionKind.NONE)]
)
def test_a_label_lacks_exactly_where_there_is_none(label: str | None, kind: ResolutionKind) -> None:
    with pytest.raises(ValueError, match="exactly"):
        Resolution(label=label, kind=kind, confidence=0.5, rule="")


def test_a_confidence_is_a_share() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Resolution(label="cat", kind=ResolutionKind.ALIAS, confidence=1.1, rule="")


def test_only_exact_and_alias_are_safe() -> None:
    found = {
        kind: Resolution(label="cat", kind=kind, confidence=0.5, rule="").is_safe
        for kind in ResolutionKind
        if kind is not ResolutionKind.NONE
    }
    assert [kind.value for kind, is_safe in found.items() if is_safe] == ["exact", "alias"]
    assert not NOTHING_TO_READ.is_safe
