import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from emoji_labeler.cli.suggest import suggest
from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.errors import BadFileError, ProjectError
from emoji_labeler.domain.pick import Pick
from emoji_labeler.storage.project import ProjectStore


def _suggest(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(suggest, arguments, input=lines)


def _objects(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.exception
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_person_sees_nine_emoji_with_names_and_chances() -> None:
    result = _suggest("クロワッサンを焼いた")
    assert result.exit_code == 0
    lines = result.output.rstrip("\n").split("\n")
    assert len(lines) == 9
    assert "croissant" in lines[0]
    assert "%" in lines[0]


def test_every_line_keeps_its_place_even_an_empty_one() -> None:
    lines = 'cat\n\n{"id": "x", "text": "tax return"}\n{broken\n'
    first, second, third, fourth = _objects(_suggest("--json", "--top", "2", "-", lines=lines))
    assert (first["id"], second["id"], third["id"], fourth["id"]) == (1, 2, "x", 4)
    assert second["suggestions"] == []
    suggestions = first["suggestions"]
    assert isinstance(suggestions, list)
    assert len(suggestions) == 2
    assert set(suggestions[0]) == {"label", "emoji", "probability"}


def test_many_lines_are_answered_in_their_order() -> None:
    result = _suggest("--json", "-", lines="".join(f"memo {number}\n" for number in range(300)))
    assert [row["id"] for row in _objects(result)] == list(range(1, 301))


def test_an_object_without_text_is_refused_by_its_line() -> None:
    result = _suggest("--json", "-", lines='cat\n{"id": 1}\n')
    assert isinstance(result.exception, BadFileError)
    assert "Line 2" in str(result.exception)


def test_labels_are_learned_first(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    row = json.dumps({"text": "ぽち丸がぽち丸した", "label": "volcano"})
    path.write_text(f"{row}\n" * 8, "utf-8")
    (learned,) = _objects(_suggest("--json", "--labels", str(path), "ぽち丸がぽち丸した"))
    suggestions = learned["suggestions"]
    assert isinstance(suggestions, list)
    assert suggestions[0]["label"] == "volcano"


def test_a_project_is_learned_first(project: ProjectStore) -> None:
    cold = _suggest("--json", "rain").output
    project.annotations.save(
        Answer(status=AnnotationStatus.SUBMITTED, label="volcano"),
        memo_id=2,
        annotator_id=project.annotators.named("A").id,
        lead_time_ms=1,
        pick=Pick(path=PickPath.SEARCH),
    )
    taught = _suggest("--json", "--project", str(project.path), "rain").output
    assert taught != cold


@pytest.mark.parametrize("option", ["--project", "--labels"])
def test_a_missing_file_is_refused(option: str, tmp_path: Path) -> None:
    result = _suggest(option, str(tmp_path / "none"), "cat")
    assert isinstance(result.exception, ProjectError | BadFileError)
