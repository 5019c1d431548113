"""Exporting from a real project."""

import hashlib
import json
from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import OutputError, WrongUseError
from emoji_labeler.domain.export_report import ExportReport, Severity
from emoji_labeler.domain.pick import Pick
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.exporting import (
    DEFAULT_SYSTEM_PROMPT,
    check_export,
    export_training_file,
    keep_system_prompt,
    system_prompt,
)
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos

_PACK = EmojiPack.of(
    [Emoji(label=label) for label in ("cat", "dog", "umbrella")], folder=Path("pictures")
)


def session_of(project: ProjectStore, name: str = "Aiko") -> LabelingSession:
    return LabelingSession(project, annotator=project.annotators.named(name))


def answer(session: LabelingSession, memo_id: int, label: str) -> None:
    session.go_to(memo_id)
    session.draft_changed(Draft(label=label))
    session.submit(Pick(path=PickPath.TYPED))


def sentences(report: ExportReport) -> str:
    return "\n".join(finding.sentence for finding in report.findings)


def exported(project: ProjectStore, path: Path) -> list[tuple[str, str]]:
    export_training_file(project, path, system_prompt="")
    rows = [json.loads(line)["messages"] for line in path.read_bytes().split(b"\n") if line]
    return [(row[0]["content"], row[1]["content"]) for row in rows]


@pytest.fixture
def answered(project: ProjectStore) -> ProjectStore:
    """Five memos: submitted, flagged, skipped, contradictory, open."""
    aiko, ben = session_of(project), session_of(project, "Ben")
    answer(aiko, 1, "cat")
    aiko.go_to(2)
    aiko.flag()
    aiko.go_to(3)
    aiko.skip()
    answer(aiko, 4, "cat")
    answer(ben, 4, "dog")
    return project


def test_the_report_counts_every_memo_once(answered: ProjectStore) -> None:
    report = check_export(answered, pack=_PACK)

    assert (report.rows, report.flagged, report.skipped, report.unlabelled) == (1, 1, 1, 1)
    assert [one.pairs for one in report.contradictory] == [((4, "cat"), (4, "dog"))]
    assert report.labels == (("cat", 1),)
    assert report.can_be_written
    assert {finding.severity for finding in report.findings} == {Severity.WARNING}
    assert "only 1 row" in sentences(report)
    assert "disagree about 1 memo" in sentences(report)


def test_only_memos_whose_label_counts_are_written(answered: ProjectStore, tmp_path: Path) -> None:
    assert exported(answered, tmp_path / "a.jsonl") == [("cat", "cat")]


def test_rows_are_in_the_order_of_the_memos(project: ProjectStore, tmp_path: Path) -> None:
    session = session_of(project)
    for memo_id in (4, 1, 3):
        answer(session, memo_id, "cat")

    texts = [text for text, _ in exported(project, tmp_path / "a.jsonl")]
    assert texts == ["cat", "会議", "birthday"]


def test_a_project_without_labels_cannot_be_exported(project: ProjectStore, tmp_path: Path) -> None:
    report = check_export(project, pack=_PACK)
    old = tmp_path / "a.jsonl"
    old.write_bytes(b"old")

    assert not report.can_be_written
    assert [one.severity for one in report.findings] == [Severity.ERROR]
    with pytest.raises(WrongUseError, match="No memo has a label"):
        export_training_file(project, old, system_prompt="")
    assert old.read_bytes() == b"old"
    assert not list(tmp_path.glob("*manifest*"))


def test_labels_outside_the_pack_are_found(project: ProjectStore) -> None:
    answer(session_of(project), 1, "dragon-boat")

    report = check_export(project, pack=_PACK)

    assert report.outside_pack == (("dragon-boat", 1),)
    assert "1 label is not in the emoji pack: dragon-boat." in sentences(report)


def test_the_same_words_with_different_labels_are_found(project: ProjectStore) -> None:
    ids = add_memos(project, "It rains, again!", "it rains again", "!!!", "???")
    session = session_of(project)
    for memo_id, label in zip(ids, ("umbrella", "cat", "dog", "cat"), strict=True):
        answer(session, memo_id, label)

    report = check_export(project, pack=_PACK)

    assert [one.memo_ids for one in report.same_words] == [(ids[0], ids[1])]
    assert "different labels in 1 case" in sentences(report)
    assert report.rows == 4


def test_a_label_on_more_than_half_of_the_rows_is_told(project: ProjectStore) -> None:
    session = session_of(project)
    for memo_id in (*range(1, 6), *add_memos(project, "f", "g", "h", "i", "j", "k")):
        answer(session, memo_id, "cat" if memo_id < 7 else "dog")

    assert "cat, 6 of 11" in sentences(check_export(project, pack=_PACK))


def test_the_same_project_gives_the_same_bytes(answered: ProjectStore, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    first = export_training_file(answered, path, system_prompt="p")
    before = path.read_bytes(), first.manifest_path.read_bytes()

    second = export_training_file(answered, path, system_prompt="p")

    assert (path.read_bytes(), second.manifest_path.read_bytes()) == before
    assert first == second


def test_the_manifest_describes_the_file(answered: ProjectStore, tmp_path: Path) -> None:
    result = export_training_file(answered, tmp_path / "a.jsonl", system_prompt="絵文字")

    manifest = json.loads(result.manifest_path.read_bytes())
    digest = hashlib.sha256((tmp_path / "a.jsonl").read_bytes()).hexdigest()
    assert result.manifest_path.name == "a.jsonl.manifest.json"
    assert manifest["sha256"] == result.sha256 == digest
    assert (manifest["rows"], manifest["labels"]) == (1, {"cat": 1})
    assert manifest["format"] == "openai_chat"
    assert manifest["system_prompt"] == "絵文字"
    assert manifest["system_prompt_sha256"] == hashlib.sha256("絵文字".encode()).hexdigest()
    assert manifest["project"] == "project"
    assert "/" not in result.manifest_path.read_text("utf-8")


def test_the_project_file_is_never_written_over(answered: ProjectStore) -> None:
    own = answered.path
    link = own.with_name("link.jsonl")
    link.symlink_to(own)

    for path in (own, link, own.with_name("project.db-wal")):
        with pytest.raises(OutputError, match="project file itself"):
            export_training_file(answered, path, system_prompt="")
    assert answered.memos.count() == 5


def test_the_system_prompt_belongs_to_the_project(project: ProjectStore) -> None:
    assert system_prompt(project) == DEFAULT_SYSTEM_PROMPT

    keep_system_prompt(project, "")
    assert system_prompt(project) == ""
    keep_system_prompt(project, "絵文字を一つ")
    with ProjectStore.open(project.path) as again:
        assert system_prompt(again) == "絵文字を一つ"
    with pytest.raises(WrongUseError, match="NUL"):
        keep_system_prompt(project, "a\x00")
