"""Large projects in which several people have answered, made by bulk inserts and not by work.

Each memo has a label from a Zipf distribution over the labels of the pack; an annotator finds it
nine times in ten and otherwise takes one from the same distribution, and takes from one second
up to half a minute for it. One memo in fifty is a near-copy of the one before.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.prediction import PredictionRun, RunPlan
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.storage.connection import transaction
from emoji_labeler.storage.project import ProjectStore

_WORDS = ("散歩", "買い物", "会議", "cake", "rain", "music", "baby", "train", "猫", "宿題")
_AT = "2026-11-22T08:30:00.000Z"


def make_project(path: Path, *, memos: int) -> None:
    """Make a project of memos without answers."""
    with ProjectStore.create(path) as project:
        project.memos.add(_memos(memos))


def answer_all(path: Path, *, names: tuple[str, ...], seed: int = 1) -> int:
    """Have each of these people answer every memo; return the number of answers."""
    labels = load_pack(resources.emoji_pack_folder()).labels
    weights = list(accumulate(1 / place for place in range(1, len(labels) + 1)))
    chance = random.Random(seed)  # noqa: S311  # Made-up answers, not secrets.
    with ProjectStore.open(path) as project:
        connection = project._connection
        people = [project.annotators.named(name).id for name in names]
        numbers = [row[0] for row in connection.execute("select id from memos order by id")]
        usual = random.Random(0).choices(labels, cum_weights=weights, k=len(numbers))  # noqa: S311  # As above.
        with transaction(connection):
            for person in people:
                others = chance.choices(labels, cum_weights=weights, k=len(numbers))
                rows = (
                    (
                        _identifier(seed, number, person),
                        number,
                        person,
                        label if chance.random() < 0.9 else other,
                        int(900 + 30_000 * chance.random()),
                        _AT,
                    )
                    for number, label, other in zip(numbers, usual, others, strict=True)
                )
                connection.executemany(
                    "insert into annotation_events (id, memo_id, annotator_id, kind, status, label,"
                    " picked_by, lead_time_ms, made_at)"
                    " values (?, ?, ?, 'answered', 'submitted', ?, 'search', ?, ?)",
                    rows,
                )
            connection.execute(
                "insert into annotations select memo_id, annotator_id, id, status, label,"
                " also_acceptable, note, picked_by, lead_time_ms, made_at from annotation_events"
                " as events where not exists (select 1 from annotations"
                "   where memo_id = events.memo_id and annotator_id = events.annotator_id)"
            )
    return len(numbers) * len(people)


def predict_all(path: Path, *, runs: int) -> None:
    """Have so many runs answer every memo, each somewhat better than the one before."""
    pack = load_pack(resources.emoji_pack_folder())
    chance = random.Random(3)  # noqa: S311  # As above.
    with ProjectStore.open(path) as project:
        project.golds.renew_all()
        connection = project._connection
        golds = connection.execute(
            "select id, coalesce(nullif(label, ''), 'cat') from memos"
            " left join gold_labels on memo_id = memos.id order by id"
        ).fetchall()
        for number in range(runs):
            run = _run(number, pack=pack, memos=len(golds))
            project.prediction_runs.keep(run, memo_ids=[memo_id for memo_id, _ in golds])
            right = 0.3 + 0.6 * number / runs
            others = chance.choices(pack.labels, k=len(golds))
            with transaction(connection):
                connection.executemany(
                    "update predictions set state = 'answered', raw_output = ?1, label = ?1,"
                    " resolution = ?2, confidence = 0.7, latency_ms = ?3, cost = 0.0003,"
                    " answered_at = ?4 where run_id = ?5 and memo_id = ?6",
                    (
                        (
                            gold if chance.random() < right else other,
                            "exact" if chance.random() < 0.9 else "similarity",
                            int(50 + 800 * chance.random()),
                            _AT,
                            run.id,
                            memo_id,
                        )
                        for (memo_id, gold), other in zip(golds, others, strict=True)
                    ),
                )


def _run(number: int, *, pack: EmojiPack, memos: int) -> PredictionRun:
    return PredictionRun(
        id=f"{_identifier(5, number, '0' * 12)}",
        plan=RunPlan(name=f"run {number + 1}", predictor="local"),
        prompts={},
        provider_name="",
        base_url="",
        model_version="1",
        snapshot_id="",
        job_id="",
        memo_count=memos,
        pack_id=pack.id,
        pack_version=pack.version,
        program_version="0",
        made_at=_AT,
        finished_at=_AT,
    )


def _identifier(seed: int, number: int, person: str) -> str:
    return f"{0x0199_0000_0000 + number:012x}{seed % 256:02x}00-{person[-12:]}{number % 4096:03x}"


def _memos(count: int) -> Iterator[MemoDraft]:
    chance = random.Random(2)  # noqa: S311  # As above.
    text = ""
    for number in range(count):
        if number % 50:
            words = " ".join(chance.choices(_WORDS, k=6))
            text = f"{number:x} {words} {chance.random():.12f}"
        yield MemoDraft(
            text=text if number % 50 else f"{text}!{number}", theme=f"theme {number % 100}"
        )
