import subprocess
import sys
from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.errors import BadFileError, WrongUseError
from emoji_labeler.domain.pick import Pick
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.answer_history import labelled_texts, project_answers
from emoji_labeler.services.ordering import most_useful_next
from emoji_labeler.services.suggesting import SuggestingService
from emoji_labeler.storage.project import ProjectStore
from tests.local_model.words import EMOJI


@pytest.fixture
def suggesting(tmp_path: Path) -> SuggestingService:
    table = tmp_path / "themes.tsv"
    table.write_text("words\tlabels\n締切|deadline\tcalendar no-such-label\n", "utf-8")
    pack = EmojiPack.of(EMOJI, folder=tmp_path)
    return SuggestingService(pack, theme_paths=[table], cache_folder=tmp_path / "cache")


def test_suggestions_come_before_the_first_answer(suggesting: SuggestingService) -> None:
    first, *others = suggesting.suggest("締切が近い", count=9)
    assert first.label == "calendar"
    assert len(others) == 8
    assert first.probability > others[0].probability >= others[-1].probability > 0


def test_a_memo_without_text_has_no_suggestions(suggesting: SuggestingService) -> None:
    assert suggesting.suggest("  \n") == ()
    assert [len(row) for row in suggesting.suggest_each(["", "猫", " "], count=3)] == [0, 3, 0]


def test_every_label_has_a_score_and_they_add_up_to_1(suggesting: SuggestingService) -> None:
    scores = suggesting.scores("猫")
    assert set(scores) == {one.label for one in EMOJI}
    assert sum(scores.values()) == pytest.approx(1, abs=1e-5)


def test_an_answer_changes_suggestions_and_version(suggesting: SuggestingService) -> None:
    before, version = suggesting.scores("田中さん")["bread"], suggesting.version
    suggesting.learn("田中さん", "bread")
    assert suggesting.scores("田中さん")["bread"] > before
    assert version == "local-cold" != suggesting.version


def test_answers_of_another_pack_are_passed_over(suggesting: SuggestingService) -> None:
    assert suggesting.learn_history([("猫", "no-such-label"), ("猫", "cat-face")]) == 1
    with pytest.raises(WrongUseError):
        suggesting.learn("猫", "no-such-label")


def test_a_project_teaches_its_submitted_answers_in_their_order(project: ProjectStore) -> None:
    annotator_id = project.annotators.named("A").id
    for memo_id, status, label in (
        (3, AnnotationStatus.SUBMITTED, "calendar"),
        (1, AnnotationStatus.SUBMITTED, "cat-face"),
        (2, AnnotationStatus.SKIPPED, ""),
    ):
        project.annotations.save(
            Answer(status=status, label=label),
            memo_id=memo_id,
            annotator_id=annotator_id,
            lead_time_ms=1,
            pick=Pick(path=PickPath.SEARCH),
        )
    assert list(project_answers(project)) == [("会議", "calendar"), ("cat", "cat-face")]


def test_labelled_texts_are_read_and_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"text": "a", "label": "b"}\n\n{"text": 1}\n', "utf-8")
    rows = labelled_texts(path)
    assert next(rows) == ("a", "b")
    with pytest.raises(BadFileError, match="Line 3"):
        next(rows)


def test_the_most_useful_memos_come_first_by_their_numbers(suggesting: SuggestingService) -> None:
    memos = [(10, "猫"), (20, "猫"), (30, "雨の病院")]
    order = most_useful_next(memos, suggesting=suggesting)
    assert sorted(order) == [10, 20, 30]
    assert 30 in order[:2]


def test_the_service_is_imported_without_numpy() -> None:
    code = "import sys, emoji_labeler.services.suggesting, emoji_labeler.services.ordering"
    check = f"{code}; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
