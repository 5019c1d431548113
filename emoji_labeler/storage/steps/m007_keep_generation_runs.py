"""Memos written by chat models: runs, themes, every paid answer, and what came of it.

An answer is kept before anything is made from it, and triggers see to it that it stays.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    create table generation_runs (
      id text primary key,
      provider_id text not null,
      provider_name text not null,
      base_model text not null,
      temperature real,
      languages text not null check (json_valid(languages)),
      theme_count integer not null check (theme_count > 0),
      memos_a_theme integer not null check (memos_a_theme > 0),
      characters integer not null check (characters > 0),
      prompts text not null check (json_valid(prompts)),
      input_price real,
      output_price real,
      cost_limit real,
      stage text not null check (stage in ('themes', 'memos', 'finished')),
      program_version text not null,
      made_at text not null,
      finished_at text not null default ''
    ) strict, without rowid
    """,
    """
    create table generation_requests (
      id text primary key,
      run_id text not null references generation_runs (id),
      purpose text not null check (purpose in ('themes', 'memo')),
      generated_memo integer not null default 0,
      language text not null,
      messages text not null check (json_valid(messages)),
      asked_at text not null,
      outcome text not null default 'asked' check (outcome in (
        'asked', 'answered', 'taken', 'too-short', 'too-long', 'refused', 'cut-off', 'unreadable',
        'failed', 'stopped', 'lost'
      )),
      why text not null default '',
      model text not null default '',
      answer text not null default '',
      refusal text not null default '',
      finish_reason text not null default '',
      left_out text not null default '[]' check (json_valid(left_out)),
      input_tokens integer not null default 0,
      output_tokens integer not null default 0,
      cached_tokens integer not null default 0,
      cost real,
      latency_ms integer not null default 0,
      answered_at text
    ) strict
    """,
    """
    create index generation_spending on generation_requests
      (run_id, outcome, input_tokens, output_tokens, cached_tokens, cost)
    """,
    """
    create index generation_requests_by_memo on generation_requests (generated_memo, outcome)
      where generated_memo <> 0
    """,
    """
    create trigger generation_answers_stay
    before update of messages, model, answer, refusal, finish_reason, left_out, input_tokens,
      output_tokens, cached_tokens, cost, latency_ms, answered_at on generation_requests
    when old.answered_at is not null
    begin select raise(abort, 'a paid answer cannot be changed'); end
    """,
    """
    create trigger generation_answers_remain before delete on generation_requests
    begin select raise(abort, 'a paid answer cannot be removed'); end
    """,
    """
    create table generation_themes (
      id integer primary key,
      run_id text not null references generation_runs (id),
      place integer not null,
      language text not null,
      theme text not null check (trim(theme) <> ''),
      request_id text references generation_requests (id)
    ) strict
    """,
    "create index generation_themes_by_run on generation_themes (run_id, place)",
    """
    create table generated_memos (
      id integer primary key,
      run_id text not null references generation_runs (id),
      theme_id integer not null references generation_themes (id),
      state text not null check (state in ('open', 'made', 'failed', 'added', 'dropped')),
      tries integer not null default 0,
      text text not null default '',
      request_id text references generation_requests (id),
      outcome text not null default '',
      why text not null default '',
      near_text text not null default '',
      similarity real not null default 0,
      is_kept integer not null default 1 check (is_kept in (0, 1)),
      memo_id integer references memos (id),
      check (state not in ('made', 'added', 'dropped') or text <> '')
    ) strict
    """,
    "create index generated_memos_by_run on generated_memos (run_id, state)",
    """
    create index generated_memos_by_memo on generated_memos (memo_id)
      where memo_id is not null
    """,
    """
    create table near_duplicates (
      memo_id integer not null references memos (id),
      near_memo_id integer not null references memos (id),
      similarity real not null check (similarity between 0 and 1),
      linked_at text not null,
      primary key (memo_id, near_memo_id),
      check (memo_id <> near_memo_id)
    ) strict, without rowid
    """,
    "create index near_duplicates_by_other on near_duplicates (near_memo_id)",
)


def m007_keep_generation_runs(db: "Database") -> None:
    """Add the tables of generation, and the links between memos that are nearly the same."""
    for statement in _STATEMENTS:
        db.execute(statement)
