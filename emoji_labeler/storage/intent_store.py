"""Intents: what was decided about fine-tuning jobs, kept before anything is sent."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import asdict

from emoji_labeler.domain.cost import CostEstimate
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import Hyperparameters, Method
from emoji_labeler.domain.intent import IntentState, Trouble, TroubleKind, TuningIntent
from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.wording import tr

INTENT_COLUMNS = (
    "intents.id as id, sweep_id, submit_key, mark, snapshot_id, snapshots.name as snapshot,"
    " intents.provider_id as provider_id, provider, base_model, method,"
    " intents.n_epochs as asked_epochs, intents.batch_size as asked_batch_size,"
    " intents.learning_rate_multiplier as asked_rate, intents.beta as asked_beta,"
    " intents.seed as asked_seed, suffix, intents.note as note, prompt_sha256, training_sha256,"
    " validation_sha256, tokens_per_epoch, tokens_estimated, most_epochs, price, currency,"
    " price_date, state, written_at, sent_at, doubted_at, retry_of,"
    " intents.trouble as sending_trouble"
)
INTENT_TABLES = "tuning_intents as intents join snapshots on snapshots.id = snapshot_id"


class IntentStore:
    """The intents of a project, by their identifiers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self, intents: Iterable[TuningIntent], *, run_again: bool, check: Callable[[], None]
    ) -> None:
        """Keep new intents, all or none.

        ``check`` is called while nobody else can write; what it raises is passed on and nothing is
        kept. Raises WrongUseError where an equal job was submitted before, unless ``run_again``.
        """
        with outside_errors(_not_submitted()), transaction(self._connection):
            check()
            for intent in intents:
                self._add(intent, run_again=run_again)

    def get(self, intent_id: str) -> TuningIntent | None:
        """Return an intent, or None."""
        found = self._find("where intents.id = ?", intent_id)
        return found[0] if found else None

    def all(self) -> tuple[TuningIntent, ...]:
        """Return every intent, in the order in which they were written."""
        return self._find("")

    def waiting(self) -> tuple[TuningIntent, ...]:
        """Return those that have no job yet and may still get one."""
        return self._find("where state in ('written', 'sending')")

    def doubted(self) -> tuple[TuningIntent, ...]:
        """Return those for which there may be more than one job."""
        return self._find("where doubted_at <> ''")

    def sending(self, intent_id: str, *, at: str) -> None:
        """Note that the job is being sent, before it is; sent again, it may be made twice."""
        self._change(
            intent_id,
            "state = 'sending', sent_at = ?1, trouble = null,"
            " doubted_at = iif(sent_at = '', doubted_at, ?1)",
            at,
        )

    def given_up(self, intent_id: str, *, at: str) -> None:
        """Note that the answer is not waited for any more, and the job may exist."""
        self._change(intent_id, "sent_at = ?", at)

    def not_sent(self, intent_id: str, trouble: Trouble) -> None:
        """Note that the job certainly does not exist, and why."""
        self._change(intent_id, "state = 'written', sent_at = '', trouble = ?", written(trouble))

    def troubled(self, intent_id: str, trouble: Trouble) -> None:
        """Note what went wrong; the state stays as it is."""
        self._change(intent_id, "trouble = ?", written(trouble))

    def refused(self, intent_id: str, trouble: Trouble) -> None:
        """Note that the provider will not make the job."""
        self._change(intent_id, "state = 'refused', trouble = ?", written(trouble))

    def withdraw(self, intent_id: str) -> bool:
        """Take an intent back for which nothing was sent yet; return whether that was so."""
        with outside_errors(tr("The job was not withdrawn.")):
            done = self._connection.execute(
                "update tuning_intents set state = 'withdrawn' where id = ? and state = 'written'",
                (intent_id,),
            )
        return done.rowcount == 1

    def put_note(self, intent_id: str, note: str) -> None:
        """Put a note in place of the one there was."""
        self._change(intent_id, "note = ?", note)

    def _change(self, intent_id: str, what: str, *values: str | None) -> None:
        with outside_errors(tr("The change was not saved in the project.")):
            self._connection.execute(
                f"update tuning_intents set {what} where id = ?", (*values, intent_id)
            )

    def _find(self, where: str, *values: str) -> tuple[TuningIntent, ...]:
        query = f"select {INTENT_COLUMNS} from {INTENT_TABLES} {where} order by intents.id"
        with outside_errors(tr("The fine-tuning jobs were not read.")):
            rows = self._connection.execute(query, values)
            rows.row_factory = sqlite3.Row
            return tuple(map(intent_of, rows.fetchall()))

    def _add(self, intent: TuningIntent, *, run_again: bool) -> None:
        fingerprint = fingerprint_of(intent)
        runs, living = self._connection.execute(
            "select coalesce(max(run), 0), count(*) filter (where state in"
            " ('written', 'sending', 'made')) from tuning_intents where fingerprint = ?",
            (fingerprint,),
        ).fetchone()
        if living and not run_again:
            raise WrongUseError(
                _not_submitted(),
                why=tr("The same job was submitted before: same files, model and parameters."),
                remedy=tr("Change something, or say that it is to run again."),
            )
        row = _row(intent) | {"fingerprint": fingerprint, "run": runs + 1}
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._connection.execute(f"insert into tuning_intents ({names}) values ({marks})", row)


def fingerprint_of(intent: TuningIntent) -> str:
    """Return what two intents share that would lead to the same model."""
    parts = (
        intent.provider_id,
        intent.base_model,
        intent.method.value,
        asdict(intent.hyperparameters),
        intent.seed,
        intent.training_sha256,
        intent.validation_sha256,
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def intent_of(row: sqlite3.Row) -> TuningIntent:
    """Read the columns of INTENT_COLUMNS."""
    return TuningIntent(
        id=row["id"],
        sweep_id=row["sweep_id"],
        submit_key=row["submit_key"],
        mark=row["mark"],
        snapshot_id=row["snapshot_id"],
        snapshot=row["snapshot"],
        provider_id=row["provider_id"],
        provider=row["provider"],
        base_model=row["base_model"],
        method=Method(row["method"]),
        hyperparameters=Hyperparameters(
            n_epochs=row["asked_epochs"],
            batch_size=row["asked_batch_size"],
            learning_rate_multiplier=row["asked_rate"],
            beta=row["asked_beta"],
        ),
        seed=row["asked_seed"],
        suffix=row["suffix"],
        note=row["note"],
        prompt_sha256=row["prompt_sha256"],
        training_sha256=row["training_sha256"],
        validation_sha256=row["validation_sha256"],
        cost=CostEstimate(
            tokens_per_epoch=row["tokens_per_epoch"],
            is_estimate=bool(row["tokens_estimated"]),
            n_epochs=row["asked_epochs"],
            most_epochs=row["most_epochs"],
            price=row["price"],
            currency=row["currency"],
            price_date=row["price_date"],
        ),
        state=IntentState(row["state"]),
        written_at=row["written_at"],
        sent_at=row["sent_at"],
        doubted_at=row["doubted_at"],
        retry_of=row["retry_of"] or "",
        trouble=read_trouble(row["sending_trouble"]),
    )


def _row(intent: TuningIntent) -> dict[str, object]:
    """Return the columns of the table but for fingerprint and run."""
    wanted, cost = intent.hyperparameters, intent.cost
    return {
        "id": intent.id,
        "sweep_id": intent.sweep_id,
        "submit_key": intent.submit_key,
        "mark": intent.mark,
        "snapshot_id": intent.snapshot_id,
        "provider_id": intent.provider_id,
        "provider": intent.provider,
        "base_model": intent.base_model,
        "method": intent.method.value,
        "n_epochs": wanted.n_epochs,
        "batch_size": wanted.batch_size,
        "learning_rate_multiplier": wanted.learning_rate_multiplier,
        "beta": wanted.beta,
        "seed": intent.seed,
        "suffix": intent.suffix,
        "note": intent.note,
        "prompt_sha256": intent.prompt_sha256,
        "training_sha256": intent.training_sha256,
        "validation_sha256": intent.validation_sha256,
        "tokens_per_epoch": cost.tokens_per_epoch,
        "tokens_estimated": cost.is_estimate,
        "most_epochs": cost.most_epochs,
        "price": cost.price,
        "currency": cost.currency,
        "price_date": cost.price_date,
        "state": intent.state.value,
        "written_at": intent.written_at,
        "sent_at": intent.sent_at,
        "doubted_at": intent.doubted_at,
        "retry_of": intent.retry_of or None,
        "trouble": written(intent.trouble) if intent.trouble else None,
    }


def written(trouble: Trouble) -> str:
    """Return a trouble as it is kept."""
    return json.dumps(asdict(trouble), ensure_ascii=False)


def read_trouble(text: str | None) -> Trouble | None:
    """Return a trouble as it was kept, or None."""
    if not text:
        return None
    kept = json.loads(text)
    return Trouble(**{**kept, "kind": TroubleKind(kept["kind"])})


def _not_submitted() -> str:
    return tr("The fine-tuning was not submitted.")
