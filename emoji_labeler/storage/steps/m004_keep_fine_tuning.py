"""Fine-tuning: what was decided, what was uploaded, what came of it.

An intent is there before the first call that it leads to; its job, as far as one is known, points
back to it. Events of a job are only ever added.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_INTENT = "intent_id text not null references tuning_intents (id)"

_STATEMENTS = (
    """
    create table tuning_intents (
      id text primary key,
      sweep_id text not null,
      submit_key text not null unique,
      mark text not null,
      fingerprint text not null,
      run integer not null check (run >= 1),
      snapshot_id text not null references snapshots (id),
      provider_id text not null,
      provider text not null,
      base_model text not null,
      method text not null check (method in ('supervised', 'dpo')),
      n_epochs integer,
      batch_size integer,
      learning_rate_multiplier real,
      beta real,
      seed integer,
      suffix text not null,
      note text not null,
      prompt_sha256 text not null check (length(prompt_sha256) = 64),
      training_sha256 text not null check (length(training_sha256) = 64),
      validation_sha256 text not null check (length(validation_sha256) in (0, 64)),
      tokens_per_epoch integer not null,
      tokens_estimated integer not null check (tokens_estimated in (0, 1)),
      most_epochs integer not null,
      price real,
      currency text not null,
      price_date text not null,
      state text not null
        check (state in ('written', 'sending', 'made', 'refused', 'withdrawn')),
      written_at text not null,
      sent_at text not null,
      retry_of text references tuning_intents (id),
      trouble text check (trouble is null or json_valid(trouble)),
      unique (fingerprint, run)
    ) strict, without rowid
    """,
    "create index tuning_intents_by_snapshot on tuning_intents (snapshot_id)",
    """
    create table uploaded_files (
      provider_id text not null,
      sha256 text not null check (length(sha256) = 64),
      name text not null,
      size integer not null,
      file_id text not null,
      sent_at text not null,
      uploaded_at text not null,
      deleted_at text not null,
      primary key (provider_id, sha256)
    ) strict, without rowid
    """,
    """
    create table tuning_jobs (
      intent_id text primary key references tuning_intents (id),
      provider_id text not null,
      job_id text not null,
      status text not null,
      fine_tuned_model text not null,
      training_file text not null,
      validation_file text not null,
      created_at text not null,
      finished_at text not null,
      estimated_finish text not null,
      trained_tokens integer,
      result_files text not null check (json_valid(result_files)),
      n_epochs integer,
      batch_size integer,
      learning_rate_multiplier real,
      beta real,
      seed integer,
      error_code text not null,
      error_message text not null,
      error_parameter text not null,
      raw text not null,
      step integer not null,
      total_steps integer not null,
      is_complete integer not null check (is_complete in (0, 1)),
      seen_at text not null,
      trouble text check (trouble is null or json_valid(trouble)),
      unique (provider_id, job_id)
    ) strict, without rowid
    """,
    f"""
    create table job_events (
      {_OF_INTENT},
      place integer not null check (place >= 1),
      event_id text not null,
      created_at text not null,
      level text not null,
      kind text not null,
      message text not null,
      metrics text not null check (json_valid(metrics)),
      primary key (intent_id, place),
      unique (intent_id, event_id)
    ) strict, without rowid
    """,
    f"""
    create table job_checkpoints (
      {_OF_INTENT},
      checkpoint_id text not null,
      model text not null,
      step integer not null,
      created_at text not null,
      metrics text not null check (json_valid(metrics)),
      primary key (intent_id, checkpoint_id)
    ) strict, without rowid
    """,
    f"""
    create table job_metrics (
      {_OF_INTENT},
      step integer not null,
      train_loss real,
      train_accuracy real,
      valid_loss real,
      valid_accuracy real,
      primary key (intent_id, step)
    ) strict, without rowid
    """,
    f"""
    create table fine_tuned_models (
      provider_id text not null,
      name text not null,
      {_OF_INTENT},
      step integer,
      made_at text not null,
      primary key (provider_id, name)
    ) strict, without rowid
    """,
    "create index fine_tuned_models_by_intent on fine_tuned_models (intent_id)",
)


def m004_keep_fine_tuning(db: "Database") -> None:
    """Add the tables of intents, uploaded files, jobs and what jobs bring."""
    for statement in _STATEMENTS:
        db.execute(statement)
