import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def _lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.split("\n")[:-1]]


def test_a_person_reads_the_label_and_how_it_was_found(run: Run) -> None:
    outcome = run("resolve", "Birthday", "Cake")
    assert outcome.code == 0
    label, kind, confidence, rule = (part.strip() for part in outcome.out.split("\t"))
    assert (label, kind, rule) == ("birthday-cake", "alias", "label in other letters")
    assert 0.9 < float(confidence) < 1


def test_nothing_to_read_ends_with_1(run: Run) -> None:
    outcome = run("resolve", "--", "...")
    assert outcome.code == 1
    assert outcome.out.startswith("(no label)")


def test_a_program_gets_one_object_a_line_in_the_order_it_asked(run_apart: Run) -> None:
    said = 'cat\n\n:dog:\r\n"a **cat**,\\nof course"\n"not JSON\n{"label": "cat"}\nlast'
    outcome = run_apart("resolve", "--json", "-", said=said)
    assert outcome.code == 0
    found = _lines(outcome.out)
    assert [one["raw"] for one in found] == [
        *("cat", "", ":dog:", "a **cat**,\nof course", '"not JSON', '{"label": "cat"}', "last")
    ]
    assert [one["label"] for one in found][:4] == ["cat", None, "dog-face", "cat"]
    assert found[0] == {"raw": "cat", "label": "cat", "resolution": "exact", "confidence": 1.0}
    assert found[1] == {"raw": "", "label": None, "resolution": "none", "confidence": 0.0}


def test_half_a_character_stays_one_line(run_apart: Run) -> None:
    outcome = run_apart("resolve", "--json", "-", said='"cat \\ud83d"\ncat\n')
    assert [one["raw"] for one in _lines(outcome.out)] == ["cat \ud83d", "cat"]


def test_another_list_of_labels_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("coffee\n\ncar\n", "utf-8")
    outcome = run("resolve", "--vocabulary", labels, "☕")
    assert outcome.out.startswith("coffee ")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe"])
def test_a_file_without_labels_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_bytes(content)
    outcome = run("resolve", "--vocabulary", labels, "cat")
    assert outcome.code == 2
    assert "Nothing was resolved." in outcome.err
    assert outcome.out == ""
