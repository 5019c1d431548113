import csv
import io
import json
from itertools import pairwise

import numpy as np
import openai
import pytest
from openai import OpenAI

from tests.local_server.client import (
    BASE,
    LABELS,
    NAMES,
    all_events,
    finished,
    last_model,
    row,
    rows,
    start_job,
    steps,
    upload,
)
from tests.local_server.conftest import Served


def _label(client: OpenAI, model: str, memo: str) -> str | None:
    answer = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": memo}]
    )
    return answer.choices[0].message.content


def test_a_job_leads_from_a_file_to_a_model_that_learned_it(client: OpenAI) -> None:
    file_id = upload(client, rows(60))
    created = start_job(client, file_id, epochs=4)
    assert created.status == "validating_files"
    assert created.fine_tuned_model is None
    assert not created.error

    job = finished(client, created.id)

    assert job.status == "succeeded"
    assert job.error is None
    assert job.fine_tuned_model is not None
    assert job.fine_tuned_model.startswith(f"ft:{BASE}:local:test:")
    assert job.finished_at is not None
    assert (job.hyperparameters.n_epochs, job.hyperparameters.batch_size) == (4, 8)
    memos = [f"{name}と話した日 100" for name in NAMES]
    assert [_label(client, job.fine_tuned_model, memo) for memo in memos] == list(LABELS)
    assert [_label(client, BASE, memo) for memo in memos] != list(LABELS)


def test_paging_back_through_the_events_loses_no_step(client: OpenAI) -> None:
    job = finished(client, start_job(client, upload(client, rows(40)), epochs=6, batch_size=1).id)
    events = all_events(client, job.id, page=20)
    assert steps(events) == list(range(1, 241))
    assert len({event.id for event in events}) == len(events)
    assert [event.created_at for event in events] == sorted(event.created_at for event in events)
    assert job.id in events[0].message
    assert "succeeded" in events[-1].message
    assert len(client.fine_tuning.jobs.list_events(job.id).data) == 20


@pytest.mark.parametrize(("batch_size", "total"), [(1, 24), (5, 6), (256, 2)])
def test_the_batch_size_is_obeyed(client: OpenAI, batch_size: int, total: int) -> None:
    job = start_job(client, upload(client, rows(12)), epochs=2, batch_size=batch_size)
    finished(client, job.id)
    assert steps(all_events(client, job.id)) == list(range(1, total + 1))


def test_the_loss_falls_and_the_last_three_epochs_are_models(client: OpenAI) -> None:
    job = finished(client, start_job(client, upload(client, rows(40)), epochs=5).id)
    kept = client.fine_tuning.jobs.checkpoints.list(job.id).data
    assert [checkpoint.step_number for checkpoint in kept] == [25, 20, 15]
    losses = [checkpoint.metrics.train_loss for checkpoint in kept]
    assert all(later < earlier for later, earlier in pairwise(filter(None, losses)))
    listed = [model.id for model in client.models.list()]
    for checkpoint in kept:
        assert checkpoint.fine_tuned_model_checkpoint.endswith(
            f":ckpt-step-{checkpoint.step_number}"
        )
        assert checkpoint.fine_tuned_model_checkpoint in listed
        assert _label(client, checkpoint.fine_tuned_model_checkpoint, "佐藤 佐藤") == "cat"


def test_a_validation_file_is_measured_but_not_learned(served: Served) -> None:
    client = served.client
    training_file, validation_file = upload(client, rows(20)), upload(client, rows(6, said="の話"))
    plain = finished(client, start_job(client, training_file, epochs=2).id)
    job = finished(
        client,
        start_job(client, training_file, epochs=2, validation_file=validation_file).id,
    )
    with_metrics = client.fine_tuning.jobs.checkpoints.list(job.id).data[0].metrics
    assert with_metrics.full_valid_loss is not None
    assert with_metrics.full_valid_mean_token_accuracy is not None
    without = client.fine_tuning.jobs.checkpoints.list(plain.id).data[0].metrics
    assert without.valid_loss is None
    last_steps = [event for event in all_events(client, job.id) if event.type == "metrics"]
    measured = [isinstance(one.data, dict) and "valid_loss" in one.data for one in last_steps]
    assert measured == [False, False, True, False, False, True]
    models = [last_model(served.state, one.id) for one in (plain, job)]
    assert np.array_equal(models[0].weights, models[1].weights)


def test_the_result_file_holds_every_step(client: OpenAI) -> None:
    file_id = upload(client, rows(20))
    job = finished(client, start_job(client, file_id, epochs=2, validation_file=file_id).id)
    text = client.files.content(job.result_files[0]).text
    table = list(csv.DictReader(io.StringIO(text)))
    assert [int(line["step"]) for line in table] == [1, 2, 3, 4, 5, 6]
    assert all(float(line["train_loss"]) > 0 for line in table)
    assert [bool(line["valid_loss"]) for line in table] == [False, False, True] * 2
    assert client.files.retrieve(job.result_files[0]).purpose == "fine-tune-results"


def test_the_same_file_and_seed_give_the_same_model_and_another_seed_another(
    served: Served,
) -> None:
    client = served.client
    content = rows(30)
    jobs = [
        finished(client, start_job(client, upload(client, content), seed=seed).id)
        for seed in (5, 5, 6)
    ]
    models = [last_model(served.state, job.id) for job in jobs]
    assert models[0].version == models[1].version
    assert np.array_equal(models[0].weights, models[1].weights)
    assert not np.array_equal(models[0].weights, models[2].weights)
    assert len({job.fine_tuned_model for job in jobs}) == 3


def test_trained_tokens_count_the_words_of_all_epochs(client: OpenAI) -> None:
    lines = [row("two words", "cat")] * 10
    job = finished(client, start_job(client, upload(client, lines), epochs=4).id)
    assert job.trained_tokens == 4 * 10 * (2 + 1)


def test_labels_that_the_pack_lacks_are_learned_and_told(client: OpenAI) -> None:
    lines = [*rows(20), *[row(f"ぽち丸がぽち丸した {at}", "pochi-maru") for at in range(6)]]
    job = finished(client, start_job(client, upload(client, lines), epochs=4).id)
    assert _label(client, job.fine_tuned_model or "", "ぽち丸がぽち丸した") == "pochi-maru"
    (warning,) = [event for event in all_events(client, job.id) if event.level == "warn"]
    assert "pochi-maru" in warning.message


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{broken", "not JSON"),
        ("[]", "messages"),
        ("", "empty"),
        (json.dumps({"messages": [{"role": "user", "content": "x"}]}), "assistant"),
        (row("", "cat"), "user message"),
        (row("memo", ""), "not a label"),
        (row("memo", "a/b"), "not a label"),
        ('{"messages": [{"role": "user", "content": "\\ud800"}]}', "not JSON"),
        (json.dumps({"messages": [{"role": "user", "content": 3}]}), "no text"),
        (json.dumps({"messages": [{"role": "robot", "content": "x"}]}), "role"),
    ],
)
def test_a_broken_line_fails_the_job_and_is_named(client: OpenAI, line: str, why: str) -> None:
    lines = [*rows(7), line, *rows(7)]
    job = finished(client, start_job(client, upload(client, lines)).id)
    assert job.status == "failed"
    assert job.error is not None
    assert (job.error.code, job.error.param) == ("invalid_training_file", "training_file")
    assert "line 8:" in job.error.message
    assert why in job.error.message
    assert job.fine_tuned_model is None


def test_a_broken_validation_file_is_told_from_the_training_file(client: OpenAI) -> None:
    broken = upload(client, ["{"])
    job = start_job(client, upload(client, rows(10)), validation_file=broken)
    error = finished(client, job.id).error
    assert error is not None
    assert error.param == "validation_file"
    assert "line 1:" in error.message


def test_nine_rows_are_too_few(client: OpenAI) -> None:
    job = finished(client, start_job(client, upload(client, rows(9))).id)
    assert job.error is not None
    assert job.error.code == "invalid_n_examples"


def test_jobs_are_found_by_their_metadata(client: OpenAI) -> None:
    file_id = upload(client, rows(10))
    wanted = [
        client.fine_tuning.jobs.create(
            model=BASE, training_file=file_id, metadata={"submit_key": key, "n": "1"}
        )
        for key in ("one", "two", "two")
    ]
    found = list(client.fine_tuning.jobs.list(metadata={"submit_key": "two"}))
    assert [job.id for job in found] == [wanted[2].id, wanted[1].id]
    assert found[0].metadata == {"submit_key": "two", "n": "1"}
    every = [job.id for job in client.fine_tuning.jobs.list(limit=2)]
    assert every[:3] == [job.id for job in wanted[::-1]]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("name", "value"),
    [("n_epochs", 51), ("n_epochs", 0), ("batch_size", 257), ("learning_rate_multiplier", 0)],
)
def test_hyperparameters_out_of_bounds_are_refused_by_name(
    client: OpenAI, name: str, value: float
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.fine_tuning.jobs.create(
            model=BASE,
            training_file=upload(client, rows(10)),
            extra_body={
                "method": {
                    "type": "supervised",
                    "supervised": {"hyperparameters": {name: value}},
                }
            },
        )
    assert refused.value.param == f"method.supervised.hyperparameters.{name}"


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"model": "gpt-4o"}, "model"),
        ({"training_file": "file-none"}, "training_file"),
        ({"validation_file": "file-none"}, "validation_file"),
        ({"seed": -1}, "seed"),
        ({"suffix": "x" * 65}, "suffix"),
        ({"suffix": "a:b"}, "suffix"),
        ({"metadata": {"k" * 65: "v"}}, "metadata"),
        ({"method": {"type": "dpo"}}, "method.type"),
        ({"n_epoch": 3}, "n_epoch"),
    ],
)
def test_a_job_that_cannot_be_carried_out_is_refused_at_once(
    client: OpenAI, change: dict[str, object], param: str
) -> None:
    order = {"model": BASE, "training_file": upload(client, rows(10))} | change
    with pytest.raises(openai.BadRequestError) as refused:
        client.post("/fine_tuning/jobs", body=order, cast_to=object)
    assert refused.value.param == param
    assert refused.value.type == "invalid_request_error"


def test_what_is_left_to_the_server_is_shown_once_it_is_decided(client: OpenAI) -> None:
    created = client.fine_tuning.jobs.create(model=BASE, training_file=upload(client, rows(10)))
    assert created.hyperparameters.n_epochs == "auto"
    job = finished(client, created.id)
    assert isinstance(job.hyperparameters.n_epochs, int)
    assert isinstance(job.hyperparameters.learning_rate_multiplier, float)
    assert 0 <= job.seed < 2**31


def test_a_deleted_model_does_not_answer_and_its_checkpoints_still_do(client: OpenAI) -> None:
    job = finished(client, start_job(client, upload(client, rows(20)), epochs=2).id)
    name = job.fine_tuned_model or ""
    assert client.models.retrieve(name).owned_by == "local"
    assert client.models.delete(name).deleted
    with pytest.raises(openai.NotFoundError):
        _label(client, name, "cat")
    last = client.fine_tuning.jobs.checkpoints.list(job.id).data[0]
    assert _label(client, last.fine_tuned_model_checkpoint, "佐藤") == "cat"


def test_the_base_model_cannot_be_deleted(client: OpenAI) -> None:
    with pytest.raises(openai.PermissionDeniedError):
        client.models.delete(BASE)
