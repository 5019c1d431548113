"""People, shared work, reviewers' verdicts, and the label that counts for each memo.

Gold labels and the reasons to look at a memo are worked out from answers and verdicts by the stores
that save those. Files of earlier versions have answers but neither, which the value
``gold_labels`` says: whoever opens such a file works them out first.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLOURS = ("blue", "orange", "green", "purple", "red", "teal", "pink", "brown")
_NAMED = " ".join(f"when {place} then '{colour}'" for place, colour in enumerate(_COLOURS))
_DECISIONS = "('accepted', 'corrected', 'rejected', 'sent_back')"
_VERDICT = """
      label text not null,
      also_acceptable text not null check (json_valid(also_acceptable)),
      note text not null,
      first_choice text not null,
      refused_label text not null,
      picked_by text not null,
      lead_time_ms integer not null check (lead_time_ms >= 0)"""

_STATEMENTS = (
    "alter table annotators add column colour text not null default 'blue'",
    """
    alter table annotators add column role text not null default 'annotator'
      check (role in ('annotator', 'reviewer'))
    """,
    f"""
    update annotators set colour = (
      select case (count(*) % {len(_COLOURS)}) {_NAMED} end
      from annotators as earlier where earlier.id < annotators.id
    )
    """,
    """
    create table work_lists (
      id text primary key,
      annotator_id text not null references annotators (id),
      name text not null,
      made_at text not null
    ) strict, without rowid
    """,
    """
    create table work_list_memos (
      annotator_id text not null references annotators (id),
      memo_id integer not null references memos (id),
      list_id text not null references work_lists (id),
      place integer not null,
      is_answered integer not null check (is_answered in (0, 1)),
      primary key (annotator_id, memo_id)
    ) strict, without rowid
    """,
    "create index work_list_memos_by_memo on work_list_memos (memo_id)",
    "create index work_list_memos_by_list on work_list_memos (list_id)",
    """
    create index work_list_memos_left on work_list_memos (annotator_id, place)
      where is_answered = 0
    """,
    """
    create trigger annotations_list_insert after insert on annotations
    begin
      update work_list_memos set is_answered = 1
        where annotator_id = new.annotator_id and memo_id = new.memo_id;
    end
    """,
    """
    create trigger annotations_list_delete after delete on annotations
    begin
      update work_list_memos set is_answered = 0
        where annotator_id = old.annotator_id and memo_id = old.memo_id;
    end
    """,
    f"""
    create table verdict_events (
      sequence integer primary key,
      id text not null unique,
      memo_id integer not null references memos (id),
      reviewer_id text not null references annotators (id),
      kind text not null check (kind in ('decided', 'undone', 'redone')),
      target_id text references verdict_events (id),
      batch_id text not null,
      decision text check (decision in {_DECISIONS}),{_VERDICT},
      made_at text not null,
      check ((kind = 'decided') = (target_id is null)),
      check ((label <> '') = (decision is not null and decision in ('accepted', 'corrected')))
    ) strict
    """,
    "create index verdict_events_by_memo on verdict_events (memo_id, reviewer_id)",
    "create index verdict_events_by_batch on verdict_events (batch_id) where batch_id <> ''",
    *(
        f"""
        create trigger verdict_events_{name} before {change} on verdict_events
        begin select raise(abort, 'verdict events are append-only'); end
        """
        for name, change in (("stay", "update"), ("remain", "delete"))
    ),
    f"""
    create table verdicts (
      memo_id integer not null references memos (id),
      reviewer_id text not null references annotators (id),
      event_id text not null references verdict_events (id),
      decision text not null check (decision in {_DECISIONS}),{_VERDICT},
      made_at text not null,
      primary key (memo_id, reviewer_id)
    ) strict, without rowid
    """,
    """
    create table verdict_steps (
      annotator_id text not null references annotators (id),
      step integer not null,
      event_id text not null references verdict_events (id),
      primary key (annotator_id, step)
    ) strict, without rowid
    """,
    """
    create table review_desks (
      annotator_id text primary key references annotators (id),
      memo_id integer not null default 0,
      done_steps integer not null default 0 check (done_steps >= 0)
    ) strict, without rowid
    """,
    """
    create table returned_memos (
      annotator_id text not null references annotators (id),
      memo_id integer not null references memos (id),
      event_id text not null references verdict_events (id),
      primary key (annotator_id, memo_id)
    ) strict, without rowid
    """,
    "create index returned_memos_by_memo on returned_memos (memo_id)",
    """
    create table gold_labels (
      memo_id integer primary key references memos (id),
      label text not null,
      also_acceptable text not null check (json_valid(also_acceptable)),
      rule text not null,
      origin text not null check (origin in ('', 'chosen', 'accepted', 'corrected')),
      annotators text not null check (json_valid(annotators)),
      reviewer_id text references annotators (id),
      picked_by text not null,
      suggested_label text not null,
      decided_at text not null
    ) strict
    """,
    "create index gold_labels_by_label on gold_labels (label) where label <> ''",
    """
    create table gold_label_counts (
      label text primary key,
      memos integer not null
    ) strict, without rowid
    """,
    """
    create table retired_labels (
      label text primary key,
      retired_at text not null
    ) strict, without rowid
    """,
    """
    create table text_clusters (
      memo_id integer primary key references memos (id),
      cluster integer not null
    ) strict
    """,
    "create index text_clusters_by_cluster on text_clusters (cluster)",
    """
    create table review_reasons (
      reason text not null,
      rank integer not null,
      memo_id integer not null references memos (id),
      primary key (reason, rank, memo_id)
    ) strict, without rowid
    """,
    "create index review_reasons_by_memo on review_reasons (memo_id)",
    """
    create table review_counts (
      reason text primary key,
      memos integer not null
    ) strict, without rowid
    """,
    """
    insert into project_values (name, value)
      select 'gold_labels', 'stale' where exists (select 1 from annotations)
    """,
    "insert into project_values (name, value) values ('project_id', lower(hex(randomblob(16))))",
)


def m006_keep_reviews(db: "Database") -> None:
    """Add people's colours and roles, shared work, verdicts, gold labels and review reasons."""
    for statement in _STATEMENTS:
        db.execute(statement)
