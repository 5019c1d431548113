"""The hash of a snapshot, which must never come out otherwise."""

import hashlib

from emoji_labeler.datasets.content_hash import content_hash
from tests.datasets.rows import row


def test_the_canonical_form_is_as_documented() -> None:
    rows = [
        row(3, '会議 "a"\\\n\u2028\x01', also_acceptable=("dog", "fox"), suggested_label="dog"),
        row(4, "b", "rain", split="test", prompt=1, theme="weather"),
    ]
    form = (
        '["emoji-labeler snapshot 1","first","second"]\n'
        '[3,"会議 \\"a\\"\\\\\\n\u2028\\u0001","","en","","cat",["dog","fox"],'
        '"train",0,"search","dog"]\n'
        '[4,"b","weather","en","","rain",[],"test",1,"search",""]\n'
    )

    assert content_hash(["first", "second"], rows) == hashlib.sha256(form.encode()).hexdigest()


def test_whatever_can_be_exported_changes_the_hash() -> None:
    plain = row(1, "a")
    changes: dict[str, object] = {
        "memo_id": 2,
        "text": "A",
        "theme": "t",
        "language": "ja",
        "source": "s",
        "label": "dog",
        "also_acceptable": ("dog",),
        "split": "test",
        "prompt": 1,
        "picked_by": "suggestion",
        "suggested_label": "dog",
    }

    hashes = {
        content_hash([""], [row(1, "a") if not name else plain._replace(**{name: value})])  # type: ignore[arg-type]  # As in rows.py.
        for name, value in {"": None, **changes}.items()
    }

    assert set(changes) == set(plain._fields)
    assert len(hashes) == len(changes) + 1
    assert content_hash(["x"], [plain]) != content_hash([""], [plain])
