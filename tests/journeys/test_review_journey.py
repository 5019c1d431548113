"""Two people label files of their own, the files are merged, a reviewer decides, pairs come out."""

import json
from pathlib import Path

from emoji_labeler.cli.entry import main
from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.review import Reason, ReviewRules
from emoji_labeler.services.deciding import change_rules
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.reviewing import ReviewSession
from emoji_labeler.services.staffing import give_role
from emoji_labeler.storage.project import ProjectStore

_MEMOS = 40


def label_own_file(path: Path, *, name: str, label: str) -> None:
    """Answer every memo of a share, each third one differently from everybody else."""
    with ProjectStore.open(path) as own:
        session = LabelingSession(own, annotator=own.annotators.named(name))
        while session.desk is not None:
            is_hard = session.desk.memo.id % 3 == 0
            session.draft_changed(session.desk.draft.with_label(label if is_hard else "cat"))
            session.submit(Pick(path=PickPath.SEARCH))


def test_from_two_files_to_reviewed_labels_and_preference_pairs(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with ProjectStore.create(path) as project:
        project.memos.add(MemoDraft(text=f"memo {number}") for number in range(_MEMOS))
        change_rules(project, ReviewRules(fast_ms=0, sample_share=0))
    common = ["-p", str(path)]
    assert main(["assign", "Aiko", "Ben", *common, "-o", str(tmp_path), "--overlap", "1"]) == 0
    files = [tmp_path / "diary-Aiko.db", tmp_path / "diary-Ben.db"]
    label_own_file(files[0], name="Aiko", label="dog")
    label_own_file(files[1], name="Ben", label="fox")
    assert main(["merge", *map(str, files), *common]) == 0

    with ProjectStore.open(path) as project:
        chie = ReviewSession(project, reviewer=give_role(project, "Chie", Role.REVIEWER))
        hard = [number for number in range(1, _MEMOS + 1) if number % 3 == 0]
        assert chie.counts()[Reason.DISAGREEMENT] == len(hard)
        assert sum(one.label == "cat" for one in project.golds.all()) == _MEMOS - len(hard)

        chie.choose(Reason.DISAGREEMENT)
        chie.decide("dog")
        while chie.desk is not None:
            chie.decide("wolf", path=PickPath.SEARCH)

        assert chie.counts()[Reason.DISAGREEMENT] == 0
        labels = [one.label for one in project.golds.all() if one.rule == "reviewed"]
        assert sorted(labels) == ["dog"] + ["wolf"] * (len(hard) - 1)

    output = tmp_path / "pairs.jsonl"
    made = ["--reviewed-only", "--validation", "0", "--test", "0", *common]
    assert main(["snapshot", "create", "reviewed", *made]) == 0
    exporting = ["--snapshot", "reviewed", "--format", "preference_pairs", "--anyway"]
    assert main(["export", *exporting, "-o", str(output), *common]) == 0
    pairs = [
        json.loads(line)
        for line in (tmp_path / "pairs.train.jsonl").read_text().split("\n")
        if line
    ]
    assert {pair["preferred_output"][0]["content"] for pair in pairs} == {"wolf"}
    assert {pair["non_preferred_output"][0]["content"] for pair in pairs} == {"dog"}
    assert len(pairs) == len(hard) - 1
