"""Prediction runs, what they predicted, and blind judgements between them.

A run is there with a row for each of its memos before the first of them is asked about, so that
what is left to do survives whatever ends the program.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    create table prediction_runs (
      id text primary key,
      name text not null unique check (trim(name) <> ''),
      predictor text not null,
      provider text not null,
      provider_name text not null,
      base_url text not null,
      model text not null,
      model_version text not null,
      options text not null check (json_valid(options)),
      prompts text not null check (json_valid(prompts)),
      prompts_hash text not null check (length(prompts_hash) = 64),
      memo_filter text not null check (json_valid(memo_filter)),
      memo_count integer not null check (memo_count > 0),
      is_batch integer not null check (is_batch in (0, 1)),
      snapshot_id text references snapshots (id),
      job_id text not null,
      pack_id text not null,
      pack_version text not null,
      program_version text not null,
      note text not null,
      made_at text not null,
      finished_at text not null default ''
    ) strict, without rowid
    """,
    """
    create table prediction_batches (
      key text primary key,
      run_id text not null references prediction_runs (id) on delete cascade,
      state text not null check (state in ('sending', 'sent', 'fetched', 'failed')),
      file_id text not null default '',
      batch_id text not null default '',
      memo_count integer not null,
      made_at text not null
    ) strict, without rowid
    """,
    "create index prediction_batches_by_run on prediction_batches (run_id)",
    """
    create table predictions (
      run_id text not null references prediction_runs (id) on delete cascade,
      memo_id integer not null references memos (id),
      state text not null default 'waiting'
        check (state in ('waiting', 'asked', 'answered', 'failed')),
      raw_output text not null default '',
      label text not null default '',
      resolution text not null default ''
        check (resolution in ('', 'exact', 'alias', 'similarity', 'none')),
      rule text not null default '',
      confidence real not null default 0 check (confidence between 0 and 1),
      ranking text not null default '[]' check (json_valid(ranking)),
      latency_ms integer not null default 0 check (latency_ms >= 0),
      input_tokens integer not null default 0,
      output_tokens integer not null default 0,
      cached_tokens integer not null default 0,
      cost real,
      error text not null default '',
      batch_key text references prediction_batches (key) on delete set null,
      answered_at text not null default '',
      primary key (run_id, memo_id),
      check ((state = 'answered') = (resolution <> '')),
      check ((resolution in ('', 'none')) = (label = '')),
      check ((state = 'failed') = (error <> ''))
    ) strict, without rowid
    """,
    "create index predictions_by_memo on predictions (memo_id, run_id)",
    """
    create index predictions_left on predictions (run_id, state, memo_id)
      where state <> 'answered'
    """,
    """
    create table label_embeddings (
      provider text not null,
      model text not null,
      pack_id text not null,
      pack_version text not null,
      texts_hash text not null check (length(texts_hash) = 64),
      labels integer not null check (labels > 0),
      dimensions integer not null check (dimensions > 0),
      vectors blob not null check (length(vectors) = 4 * labels * dimensions),
      made_at text not null,
      primary key (provider, model, pack_id, pack_version, texts_hash)
    ) strict
    """,
    """
    create table judgement_events (
      sequence integer primary key,
      id text not null unique,
      judge_id text not null references annotators (id),
      memo_id integer not null references memos (id),
      left_run_id text references prediction_runs (id),
      right_run_id text references prediction_runs (id),
      left_label text not null,
      right_label text not null,
      kind text not null check (kind in ('judged', 'undone')),
      target_id text references judgement_events (id),
      verdict text check (verdict in ('left', 'right', 'tie', 'neither')),
      lead_time_ms integer not null check (lead_time_ms >= 0),
      made_at text not null,
      check ((kind = 'judged') = (target_id is null)),
      check (kind = 'undone' or verdict is not null),
      check (left_run_id is not right_run_id)
    ) strict
    """,
    "create index judgement_events_by_judge on judgement_events (judge_id, sequence)",
    """
    create trigger judgement_events_stay before update on judgement_events
    begin select raise(abort, 'judgement events are append-only'); end
    """,
    """
    create trigger judgement_events_remain before delete on judgement_events
    begin select raise(abort, 'judgement events are append-only'); end
    """,
)


def m005_keep_predictions(db: "Database") -> None:
    """Add the tables of runs, predictions, batches, vectors of labels, and judgements."""
    for statement in _STATEMENTS:
        db.execute(statement)
