"""Reads what a fine-tuning job is asked for."""

import secrets
from collections.abc import Collection

from emoji_labeler.local_server.errors import WireError
from emoji_labeler.local_server.records import Hyperparameters, JobOrder
from emoji_labeler.local_server.request_fields import Fields

_KNOWN = (
    "model",
    "training_file",
    "validation_file",
    "hyperparameters",
    "method",
    "suffix",
    "seed",
    "metadata",
    "integrations",
)
_MOST_EPOCHS, _MOST_IN_BATCH, _LARGEST_SEED = 50, 256, 2**31 - 1
_LONGEST_SUFFIX = 64
_MOST_PAIRS, _LONGEST_KEY, _LONGEST_VALUE = 16, 64, 512


def read_job_order(fields: Fields, *, base_models: Collection[str]) -> JobOrder:
    """Return the order; raise WireError for one that cannot be carried out."""
    fields.allow(_KNOWN)
    base_model = fields.required_text("model")
    if base_model not in base_models:
        raise WireError(
            f"The model '{base_model}' cannot be fine-tuned here.",
            param="model",
            code="model_not_available",
        )
    if fields.values.get("integrations"):
        raise fields.refusal("integrations", "is not offered here", code="unsupported_parameter")
    seed = fields.whole_number("seed", least=0, most=_LARGEST_SEED)
    return JobOrder(
        base_model=base_model,
        training_file=fields.required_text("training_file"),
        validation_file=fields.text("validation_file"),
        suffix=_suffix(fields),
        seed=secrets.randbelow(_LARGEST_SEED) if seed is None else seed,
        hyperparameters=_hyperparameters(fields),
        metadata=_metadata(fields),
    )


def _suffix(fields: Fields) -> str:
    suffix = fields.text("suffix", longest=_LONGEST_SUFFIX) or ""
    if ":" in suffix or not suffix.isprintable():
        raise fields.refusal("suffix", "may hold no colon and no control character")
    return suffix


def _hyperparameters(fields: Fields) -> Hyperparameters:
    """Read ``method``, or the deprecated ``hyperparameters`` where there is no method."""
    if fields.values.get("method") is None:
        return _read_hyperparameters(fields.inner("hyperparameters"))
    if fields.values.get("hyperparameters") is not None:
        raise fields.refusal("hyperparameters", "may not be given beside 'method'")
    method = fields.inner("method")
    kind = method.required_text("type")
    if kind != "supervised":
        raise method.refusal("type", "must be 'supervised' here", code="unsupported_parameter")
    return _read_hyperparameters(method.inner("supervised").inner("hyperparameters"))


def _read_hyperparameters(given: Fields) -> Hyperparameters:
    given.allow(("n_epochs", "batch_size", "learning_rate_multiplier"))
    numbers = {
        name: None if given.is_auto(name) else given.whole_number(name, least=1, most=most)
        for name, most in (("n_epochs", _MOST_EPOCHS), ("batch_size", _MOST_IN_BATCH))
    }
    rate = "learning_rate_multiplier"
    return Hyperparameters(
        n_epochs=numbers["n_epochs"],
        batch_size=numbers["batch_size"],
        learning_rate_multiplier=None if given.is_auto(rate) else given.positive_number(rate),
    )


def _metadata(fields: Fields) -> dict[str, str]:
    metadata = fields.inner("metadata").values
    if len(metadata) > _MOST_PAIRS:
        raise fields.refusal("metadata", f"may have at most {_MOST_PAIRS} pairs")
    for key, value in metadata.items():
        if not isinstance(value, str):
            raise fields.refusal("metadata", f"has a value at '{key}' that is not a string")
        if len(key) > _LONGEST_KEY or len(value) > _LONGEST_VALUE:
            raise fields.refusal(
                "metadata",
                f"may have keys of {_LONGEST_KEY} and values of {_LONGEST_VALUE} characters",
            )
    return dict(metadata)
