"""People, work and rules of a project seen together, and what becomes of a change."""

from pathlib import Path

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Answer, PickPath
from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.errors import StoppedError
from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.domain.work_list import MemoFilter
from emoji_labeler.services.deciding import change_rules
from emoji_labeler.services.distributing import assign, count_free, give_out, remove_list
from emoji_labeler.services.merging import merge
from emoji_labeler.services.organising import foresee, organisation
from emoji_labeler.services.reviewing import ReviewSession
from emoji_labeler.services.staffing import enter, give_role
from emoji_labeler.storage.project import ProjectStore


def answer(project: ProjectStore, name: str, labels: dict[int, str]) -> None:
    for memo_id, label in labels.items():
        project.annotations.save(
            Answer(status=AnnotationStatus.SUBMITTED, label=label),
            memo_id=memo_id,
            annotator_id=project.annotators.named(name).id,
            lead_time_ms=4000,
            pick=Pick(path=PickPath.SEARCH),
        )


def stop(_share: float) -> None:
    raise StoppedError("It was stopped.", why="Somebody asked for it.", remedy="Begin again.")


def test_everybody_is_listed_with_their_answers(project: ProjectStore) -> None:
    answer(project, "Aiko", {1: "cat", 2: "dog"})
    enter(project, "Ben")

    people = organisation(project).people

    assert [(one.name, answers) for one, answers in people] == [("Aiko", 2), ("Ben", 0)]


@pytest.mark.parametrize(
    ("sharing", "answers"),
    [
        (Sharing(), 615),
        (Sharing(annotators_a_memo=2), 410),
        (Sharing(annotators_a_memo=9), 615),
        (Sharing(annotators_a_memo=2, share=0), 205),
    ],
)
def test_a_way_of_sharing_is_foreseen(
    project: ProjectStore, sharing: Sharing, answers: int
) -> None:
    project.memos.add(MemoDraft(text=f"memo {number}") for number in range(200))
    for name in ("Aiko", "Ben", "Chie"):
        enter(project, name)

    assert foresee(project, sharing).answers == answers


def test_the_share_that_is_foreseen_is_the_share_that_is_shared(project: ProjectStore) -> None:
    project.memos.add(MemoDraft(text=f"memo {number}") for number in range(200))
    shared = [one for one in project.memos.all() if project.memos.chance(one.id) < 0.4]

    assert foresee(project, Sharing(annotators_a_memo=2, share=0.4)).shared == len(shared)


def test_memos_are_free_again_when_their_list_is_removed(project: ProjectStore) -> None:
    [share] = give_out(project, ["Aiko"], wanted=MemoFilter(count=3), sharing=Sharing())
    assert count_free(project, MemoFilter()) == 2

    remove_list(project, share.work_list.id)

    assert count_free(project, MemoFilter()) == 5
    assert organisation(project).lists == ()


def test_rules_that_are_stopped_leave_all_as_it_was(project: ProjectStore) -> None:
    answer(project, "Aiko", {1: "cat"})
    before = list(project.golds.all())

    with pytest.raises(StoppedError):
        change_rules(project, GoldRules(single=False), progress=stop)

    assert project.golds.rules == GoldRules()
    assert list(project.golds.all()) == before


def test_both_kinds_of_rules_are_changed_together(project: ProjectStore) -> None:
    answer(project, "Aiko", {1: "cat"})
    shares: list[float] = []

    change_rules(
        project, GoldRules(single=False), ReviewRules(sample_share=1.0), progress=shares.append
    )

    assert shares == [0.0]
    assert (project.golds.rules.single, project.golds.review_rules.sample_share) == (False, 1.0)
    assert project.golds.label_counts() == {}


def test_what_only_a_reviewer_sees_works_nothing_out_anew(project: ProjectStore) -> None:
    change_rules(project, ReviewRules(commits_first=True), progress=stop)

    assert project.golds.review_rules.commits_first


def test_a_merge_that_is_stopped_keeps_the_files_before(
    project: ProjectStore, tmp_path: Path
) -> None:
    shares = assign(
        project, ["Aiko", "Ben"], folder=tmp_path, wanted=MemoFilter(), sharing=Sharing()
    )
    begun: list[float] = []

    reports = merge(
        project,
        [one.path for one in shares if one.path],
        progress=begun.append,
        is_cancelled=lambda: bool(begun),
    )

    assert [one.path for one in reports] == [tmp_path / "project-Aiko.db"]


def test_a_reviewer_at_the_desk_has_the_role_that_was_given_elsewhere(
    project: ProjectStore,
) -> None:
    session = ReviewSession(project, reviewer=enter(project, "Aiko"))

    give_role(project, "Aiko", Role.REVIEWER)

    assert session.reviewer.is_reviewer
