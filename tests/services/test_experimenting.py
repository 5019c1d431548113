"""Jobs side by side, and reports of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.experiment import ExperimentDifference
from emoji_labeler.domain.fine_tuning import FineTuningJob, Hyperparameters, JobEvent
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.services.experimenting import differences, experiments, write_report
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.submitting import submit
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.services.tuning import prepared, snapshot_of

Made = Callable[..., str]
_AT = "2026-11-22T00:00:00.000Z"


@pytest.fixture
def made(sample: ProjectStore, providing: ProvidingService) -> Made:
    """Make a finished job with three steps; return the identifier of its intent."""

    def made(*, snapshot: str = "first", **more: Any) -> str:
        one = prepared(
            sample,
            providing,
            provider_id="openai",
            base_model="b",
            run_again=True,
            **{"epochs": (None,), **more},
        )
        if snapshot != one.snapshot.name:
            other = sample.snapshots.named(snapshot)
            assert other is not None
            one = replace(one, snapshot=other)
        (intent,) = submit(sample, one, confirmation=UNKNOWN)
        job = FineTuningJob(
            id=intent.id,
            status="succeeded",
            base_model="b",
            fine_tuned_model="ft:b",
            hyperparameters=Hyperparameters(n_epochs=3),
        )
        sample.jobs.adopt(intent.id, job, provider_id="openai", at=_AT)
        sample.job_events.add(intent.id, [_step(number) for number in (1, 2, 3)])
        return intent.id

    return made


def _step(number: int) -> JobEvent:
    metrics = {"step": number, "train_loss": 1 / number}
    if number == 2:
        metrics["valid_loss"] = 0.75
    return JobEvent(
        id=f"e{number}", created_at=_AT, level="info", message="", kind="metrics", metrics=metrics
    )


def test_a_row_holds_what_went_in_and_what_came_last_of_each_figure(
    sample: ProjectStore, made: Made
) -> None:
    made(batch_size=8, seed=2)

    (row,) = experiments(sample)

    assert (row.given["epochs"], row.given["batch size"], row.given["seed"]) == (
        "auto (3)",
        "8",
        "2",
    )
    assert row.last is not None
    assert (row.last.step, row.last.train_loss, row.last.valid_loss) == (3, 1 / 3, 0.75)


def test_two_experiments_differ_in_what_was_put_in_and_in_nothing_else(
    sample: ProjectStore, made: Made
) -> None:
    made(note="one")
    made(note="two", epochs=(7,), learning_rate_multiplier=0.5)

    after, before = experiments(sample)

    assert differences(before, after) == (
        ExperimentDifference(what="epochs", before="auto (3)", after="7"),
        ExperimentDifference(what="learning rate multiplier", before="auto", after="0.5"),
    )
    assert differences(before, before) == ()


def test_other_data_differ_in_name_and_content(sample: ProjectStore, made: Made) -> None:
    snapshot_of(sample, name="twin")
    made()
    made(snapshot="twin")

    after, before = experiments(sample)

    # The same labels under another name are the same content.
    assert [one.what for one in differences(before, after)] == ["snapshot"]


def test_only_the_jobs_named_are_rows(sample: ProjectStore, made: Made) -> None:
    first, _ = made(), made()

    assert [row.job.id for row in experiments(sample, only=(first,))] == [first]


NASTY = '=1+1 <script>alert("x")</script> | `a` "b"\n猫'


def test_no_note_is_run_by_whatever_opens_the_report(
    sample: ProjectStore, made: Made, tmp_path: Path
) -> None:
    made(note=NASTY)
    rows = experiments(sample)

    for name, ending in (("csv", "csv"), ("markdown", "md"), ("html", "html")):
        write_report(rows, tmp_path / f"r.{ending}", format_name=name)

    assert "\"'=1+1 <script>" in (tmp_path / "r.csv").read_text("utf-8")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    table = (tmp_path / "r.md").read_text("utf-8").split("\n\n")[1].split("\n")
    assert len(table) == 3
    assert r"\<script\>" in table[2]
    assert r"\| \`a\`" in table[2]


def test_curves_are_drawn_for_the_figures_there_are(
    sample: ProjectStore, made: Made, tmp_path: Path
) -> None:
    made()
    output = tmp_path / "r.md"

    write_report(experiments(sample), output, format_name="markdown")

    pictures = sorted(path.name for path in tmp_path.glob("r-*.svg"))
    assert pictures == ["r-1.svg"]
    assert "Loss" in output.read_text("utf-8")
    assert all(f"(<{name}>)" in output.read_text("utf-8") for name in pictures)


def test_equal_tables_give_equal_bytes(sample: ProjectStore, made: Made, tmp_path: Path) -> None:
    made()
    rows = experiments(sample)
    for name in ("a", "b"):
        write_report(rows, tmp_path / f"{name}.html", format_name="html")

    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_without_any_job_there_is_no_report(sample: ProjectStore, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="no fine-tuning job"):
        write_report(experiments(sample), tmp_path / "r.html", format_name="html")
    assert not (tmp_path / "r.html").exists()
