"""Identifiers are unique, and in the order in which they were made."""

import uuid

from emoji_labeler.domain.identifier import new_identifier


def test_ten_thousand_identifiers_are_unique_and_in_order() -> None:
    made = [new_identifier() for _ in range(10_000)]

    assert len(set(made)) == len(made)
    assert made == sorted(made)


def test_an_identifier_is_a_uuid_of_version_7() -> None:
    parsed = uuid.UUID(new_identifier())

    assert parsed.version == 7
    assert parsed.variant == uuid.RFC_4122
