"""What is decided before anything is sent: costs, limits, typed amounts, repetitions."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.intent import IntentState
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.providers.presets import preset_of
from emoji_labeler.services.preparing import epochs_in, prepare_submission, providers_that_train
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.services.spending import put_confirm_above, put_spending_limit, spending
from emoji_labeler.services.submitting import submit, submit_again, withdraw
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.services.tuning import (
    PACK,
    label_memo,
    labelled_project,
    prepared,
    providing_in,
    snapshot_of,
)


def at_openai(
    project: ProjectStore, providing: ProvidingService, **more: Any
) -> PreparedSubmission:
    wanted = {"base_model": "gpt-4.1", "epochs": (3,), **more}
    return prepared(project, providing, provider_id="openai", **wanted)


def profile(**can: object) -> ProviderProfile:
    preset = preset_of("openai")
    preset = replace(preset, capabilities=replace(preset.capabilities, **can))  # type: ignore[arg-type]  # any flag.
    return ProviderProfile(id="openai", name="OpenAI", preset=preset, base_url=preset.base_url)


def test_this_machine_is_free_and_needs_no_word(sample: ProjectStore, tmp_path: Path) -> None:
    local = LocalServerProcess(state=tmp_path / "state")
    one = prepared(sample, providing_in(tmp_path, local=local), epochs=(1, 3, 6))

    assert (one.faults, one.confirmation, one.ceiling) == ((), "", 0.0)
    assert [job.hyperparameters.n_epochs for job in one.jobs] == [1, 3, 6]
    assert one.jobs[1].suffix.endswith("-first-e3")
    assert [file.split.value for file in one.files] == ["train", "validation"]
    assert not sample.intents.all()


def test_the_ceiling_of_a_sweep_is_the_sum_of_its_jobs(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    one = at_openai(sample, providing, epochs=(1, 3))

    (first, second) = (job.cost for job in one.jobs)
    assert first.price == 25.0
    assert first.price_date == "2025-12-31"
    assert one.ceiling == pytest.approx((first.ceiling or 0) + (second.ceiling or 0))
    assert (second.expected or 0) == pytest.approx(3 * (first.expected or 0))


def test_an_amount_above_the_threshold_is_typed(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    put_confirm_above(sample, 0.01)
    one = at_openai(sample, providing)
    assert one.confirmation.endswith(" USD")

    for typed in ("", "yes", "0.00"):
        with pytest.raises(WrongUseError, match="confirm it"):
            submit(sample, one, confirmation=typed)
    assert not sample.intents.all()
    submit(sample, one, confirmation=f"$ {one.confirmation.removesuffix(' USD')}")
    assert len(sample.intents.all()) == 1


def test_a_price_that_nobody_knows_is_confirmed_with_a_word(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    one = at_openai(sample, providing, base_model="gpt-9")

    with pytest.raises(WrongUseError, match="Type “unknown”"):
        submit(sample, one)
    (intent,) = submit(sample, one, confirmation="unknown")
    assert intent.cost.price is None
    assert spending(sample).of_unknown_price == 1


def test_what_exceeds_the_limit_is_a_fault_and_nothing_is_kept(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    before = at_openai(sample, providing)
    put_spending_limit(sample, 0.01)
    after = at_openai(sample, providing)

    assert any("limit leaves 0.01 USD" in fault for fault in after.faults)
    # Prepared before the limit was set: the limit holds all the same.
    with pytest.raises(WrongUseError, match="limit leaves"):
        submit(sample, before)
    assert not sample.intents.all()


def test_what_was_submitted_counts_before_it_is_sent(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    one = at_openai(sample, providing)
    put_spending_limit(sample, (one.ceiling or 0) * 1.5)

    submit(sample, one)

    assert spending(sample).committed == pytest.approx(one.ceiling)
    assert at_openai(sample, providing, epochs=(4,)).faults


def test_with_a_limit_a_job_of_unknown_price_is_refused(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    put_spending_limit(sample, 100.0)

    assert any(
        "limit could not be kept" in one
        for one in at_openai(sample, providing, base_model="gpt-9").faults
    )


def test_the_same_job_is_submitted_twice_only_if_somebody_says_so(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    submit(sample, at_openai(sample, providing))

    with pytest.raises(WrongUseError, match="submitted before"):
        submit(sample, at_openai(sample, providing))
    submit(sample, at_openai(sample, providing, run_again=True))
    submit(sample, at_openai(sample, providing, seed=7))
    assert len(sample.intents.all()) == 3


def test_a_job_that_came_to_nothing_may_be_submitted_again(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    (intent,) = submit(sample, at_openai(sample, providing))

    withdraw(sample, intent.id)

    submit(sample, at_openai(sample, providing))
    assert [one.state for one in sample.intents.all()] == [
        IntentState.WITHDRAWN,
        IntentState.WRITTEN,
    ]


def test_a_job_again_is_a_new_intent_that_names_the_former(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    one = at_openai(sample, providing)
    (former,) = submit(sample, replace(one, keeps_metadata=False))

    again = submit_again(sample, former.id)

    assert again.retry_of == former.id
    assert again.submit_key != former.submit_key
    assert again.mark != former.mark
    assert again.suffix == former.suffix.removesuffix(former.mark) + again.mark
    assert sample.intents.get(again.id) == again


def test_all_that_was_decided_is_kept(sample: ProjectStore, providing: ProvidingService) -> None:
    one = at_openai(
        sample, providing, batch_size=8, learning_rate_multiplier=0.5, seed=3, note="猫"
    )

    (intent,) = submit(sample, one)

    assert sample.intents.get(intent.id) == intent
    assert intent.training_sha256 == one.files[0].sha256
    assert intent.prompt_sha256 == one.snapshot.system_prompt_hash
    assert (intent.note, intent.hyperparameters.batch_size) == ("猫", 8)


def test_where_there_is_no_metadata_the_suffix_ends_with_a_mark_and_is_not_too_long(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    plan = at_openai(sample, providing).plan
    one = prepare_submission(
        sample, plan, profile=profile(metadata=False, most_suffix_characters=20), pack=PACK
    )

    (intent,) = submit(sample, one)

    assert intent.suffix.endswith(f"-{intent.mark}")
    assert len(intent.suffix) <= 20
    assert intent.mark == intent.submit_key[-8:]


def test_a_base_model_that_dies_soon_needs_an_explicit_yes(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    plan = at_openai(sample, providing).plan
    models = (RemoteModel(id="gpt-4.1", shutdown_date="2020-01-01"),)

    refused = prepare_submission(sample, plan, profile=profile(), pack=PACK, models=models)
    accepted = prepare_submission(
        sample,
        replace(plan, accepts_dying_model=True),
        profile=profile(),
        pack=PACK,
        models=models,
        known=refused,
    )

    assert any("shut down on 2020-01-01" in fault for fault in refused.faults)
    assert (refused.days_left or 0) < 0
    assert accepted.faults == ()


def test_errors_of_the_snapshot_forbid_a_submission(
    tmp_path: Path, providing: ProvidingService
) -> None:
    with labelled_project(tmp_path / "few", memos=6) as project:
        snapshot_of(project)
        one = at_openai(project, providing)

        assert any("needs at least 10" in fault for fault in one.faults)
        with pytest.raises(WrongUseError, match="needs at least 10"):
            submit(project, one)


def test_what_the_provider_would_refuse_is_refused_before_the_upload(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    one = at_openai(sample, providing, epochs=(0, 51), batch_size=500)

    assert len(one.faults) == 2


def test_preferences_need_corrected_suggestions(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    one = at_openai(sample, providing, method=Method.DPO)

    assert any("suggestion that a person corrected" in fault for fault in one.faults)


def test_the_last_three_epochs_of_one_job_are_told_to_replace_a_sweep(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    assert at_openai(sample, providing, epochs=(8, 9, 10)).checkpoints_suffice
    assert not at_openai(sample, providing, epochs=(1, 3, 6)).checkpoints_suffice
    assert not at_openai(sample, providing, epochs=(None,)).checkpoints_suffice


def test_a_look_at_the_rows_is_used_again_only_for_the_same_rows(
    sample: ProjectStore, providing: ProvidingService
) -> None:
    first = at_openai(sample, providing)
    label_memo(sample, 31, "cat")
    snapshot_of(sample, name="second")

    again = prepare_submission(
        sample,
        replace(first.plan, epochs=(5,)),
        profile=profile(),
        pack=PACK,
        known=first,
    )
    other = prepare_submission(
        sample, replace(first.plan, snapshot="second"), profile=profile(), pack=PACK, known=first
    )

    assert again.report is first.report
    assert again.jobs[0].hyperparameters.n_epochs == 5
    assert other.files[0].sha256 != first.files[0].sha256
    assert other.snapshot.name == "second"


def test_a_list_of_epochs_is_read() -> None:
    assert epochs_in("1, 3,auto,3") == (1, 3, None)
    for text in ("", "1;3", "one"):
        with pytest.raises(WrongUseError):
            epochs_in(text)


def test_a_provider_that_has_ended_training_is_not_offered(providing: ProvidingService) -> None:
    assert all(one.preset.training_ends != "2000-01-01" for one in providers_that_train(providing))
    assert {"together", "nebius"} <= {one.id for one in providers_that_train(providing)}
