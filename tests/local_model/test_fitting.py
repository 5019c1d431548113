from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.local_model.fitting import (
    EpochReport,
    FitSettings,
    LabelledMemo,
    StepReport,
    fit,
    measure,
)
from emoji_labeler.local_model.model_file import load_model, save_model
from tests.local_model.words import EMOJI, small_model

MEMOS = [
    LabelledMemo(text=f"{name}さんの日 {number}", label=EMOJI[place].label)
    for place, name in enumerate(("佐藤", "鈴木", "高橋", "渡辺", "山本", "中村"))
    for number in range(5)
]
HELD_OUT = [LabelledMemo(text=f"また{memo.text}", label=memo.label) for memo in MEMOS[::5]]


def test_the_loss_falls_from_epoch_to_epoch() -> None:
    reports = fit(small_model(), MEMOS, settings=FitSettings(epochs=6))
    assert len(reports) == 6
    assert all(later.train.loss < earlier.train.loss for earlier, later in pairwise(reports))
    assert reports[-1].train.accuracy == 1


def test_validation_memos_are_measured_after_every_epoch_and_not_learned() -> None:
    model = small_model()
    before = measure(model, HELD_OUT)
    reports = fit(model, MEMOS, settings=FitSettings(epochs=3), validation=HELD_OUT)
    assert all(report.validation is not None for report in reports)
    assert reports[-1].validation == measure(model, HELD_OUT)
    assert measure(model, HELD_OUT).loss < before.loss
    without = small_model()
    fit(without, MEMOS, settings=FitSettings(epochs=3))
    assert np.array_equal(without.weights, model.weights)


def test_without_validation_memos_there_is_no_validation_loss() -> None:
    assert fit(small_model(), MEMOS, settings=FitSettings(epochs=1))[0].validation is None


def test_the_same_seed_gives_the_same_model_and_another_seed_another() -> None:
    models = [small_model() for _ in range(3)]
    for model, seed in zip(models, (5, 5, 6), strict=True):
        fit(model, MEMOS, settings=FitSettings(epochs=2, seed=seed))
    assert np.array_equal(models[0].weights, models[1].weights)
    assert models[0].version == models[1].version
    assert not np.array_equal(models[0].weights, models[2].weights)
    assert models[0].version != models[2].version


@pytest.mark.parametrize(("batch_size", "steps"), [(1, 30), (8, 4), (30, 1), (256, 1)])
def test_every_batch_is_a_step(batch_size: int, steps: int) -> None:
    seen: list[StepReport] = []
    settings = FitSettings(epochs=2, batch_size=batch_size)
    reports = fit(small_model(), MEMOS, settings=settings, on_step=seen.append)
    assert [report.step for report in seen] == list(range(1, 2 * steps + 1))
    assert {report.total_steps for report in seen} == {2 * steps}
    assert [report.step for report in reports] == [steps, 2 * steps]
    assert all(np.isfinite(report.train.loss) for report in seen)


def test_each_epoch_is_a_moment_to_save_the_model() -> None:
    model = small_model()
    versions: list[str] = []

    def on_epoch(report: EpochReport) -> None:
        versions.append(f"{report.epoch} {model.version}")

    fit(model, MEMOS, settings=FitSettings(epochs=3), on_epoch=on_epoch)
    assert [version[0] for version in versions] == ["1", "2", "3"]
    assert len({version[2:] for version in versions}) == 3


def test_cancelling_stops_before_the_next_batch() -> None:
    seen: list[StepReport] = []
    reports = fit(
        small_model(),
        MEMOS,
        settings=FitSettings(epochs=9),
        on_step=seen.append,
        is_cancelled=lambda: len(seen) == 5,
    )
    assert len(seen) == 5
    assert [report.epoch for report in reports] == [1]


def test_a_smaller_learning_rate_moves_the_model_less() -> None:
    moved = []
    for multiplier in (0.1, 1.0):
        model = small_model()
        settings = FitSettings(epochs=1, learning_rate_multiplier=multiplier)
        fit(model, MEMOS, settings=settings)
        moved.append(np.abs(model.weights).sum())
    assert moved[0] < 0.5 * moved[1]


def test_an_unknown_label_is_refused_before_anything_is_learned() -> None:
    model = small_model()
    with pytest.raises(WrongUseError):
        fit(model, [*MEMOS, LabelledMemo(text="a", label="none")], settings=FitSettings())
    assert not model.weights.any()


def test_no_memos_are_refused() -> None:
    with pytest.raises(WrongUseError):
        fit(small_model(), [], settings=FitSettings())


@pytest.mark.parametrize(
    "wrong", [{"epochs": 0}, {"batch_size": 0}, {"learning_rate_multiplier": 0}]
)
def test_hyperparameters_below_their_least_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(WrongUseError):
        FitSettings(**wrong)


def test_a_fit_that_was_interrupted_leads_to_the_model_of_one_that_was_not(tmp_path: Path) -> None:
    settings = FitSettings(epochs=4, seed=3)
    whole, stopped = small_model(), small_model()
    fit(whole, MEMOS, settings=settings)

    def save_after_the_second(report: EpochReport) -> None:
        if report.epoch == 2:
            save_model(stopped, tmp_path / "model.npz", compressed=False)

    fit(stopped, MEMOS, settings=settings, on_epoch=save_after_the_second)
    resumed = load_model(tmp_path / "model.npz")
    reports = fit(resumed, MEMOS, settings=settings, epochs_done=2)
    assert [report.epoch for report in reports] == [3, 4]
    assert np.array_equal(resumed.weights, whole.weights)
    assert resumed.version == whole.version
