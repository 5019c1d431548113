"""Writing one person's share of a project into a file of its own."""

from pathlib import Path

from emoji_labeler.storage.connection import outside_errors, transaction
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

_KEPT_VALUES = "('system_prompt', 'pack', 'gold_rules', 'review_rules')"
_MINE = "annotator_id = :person and memo_id in (select id from main.memos)"
_EVENT = (
    "id, memo_id, annotator_id, kind, target_id, status, label, also_acceptable, note, picked_by,"
    " lead_time_ms, made_at"
)
_STATEMENTS = (
    (
        "insert into main.memos select memos.* from source.memos join source.work_list_memos"
        " on memo_id = memos.id where list_id = :list order by memos.id"
    ),
    "update main.memo_count set memos = (select count(*) from main.memos)",
    "insert into main.annotators select * from source.annotators where id = :person",
    (
        f"insert into main.annotation_events ({_EVENT}) select {_EVENT}"
        f" from source.annotation_events where {_MINE} order by sequence"
    ),
    f"insert into main.annotations select * from source.annotations where {_MINE}",
    *(
        f"insert into main.{table} select * from source.{table}"
        " where event_id in (select id from main.annotation_events)"
        for table in ("picked_queries", "shown_suggestions")
    ),
    "insert into main.forgotten_words select * from source.forgotten_words",
    (
        "insert or replace into main.project_values select * from source.project_values"
        f" where name in {_KEPT_VALUES}"
    ),
    (
        "insert into main.project_values select 'assigned_from', value from source.project_values"
        " where name = 'project_id'"
    ),
)


def write_share(project: ProjectStore, path: Path, *, list_id: str, annotator_id: str) -> None:
    """Make a project file of the memos on a work list, with that person's answers and no others'.

    Memos keep their numbers and their stored chance. Raises ProjectError where ``path`` is taken
    or cannot be written; then there is no file.
    """
    with ProjectStore.create(path) as share:
        connection = share._connection  # A module of the same room.
        try:
            with outside_errors(tr("The project {name} was not made.", name=path.name)):
                connection.execute("attach ? as source", (str(project.path),))
                with transaction(connection):
                    for statement in _STATEMENTS:
                        connection.execute(statement, {"list": list_id, "person": annotator_id})
                    connection.execute(
                        "insert or replace into project_values values ('gold_labels', 'stale')"
                    )
                connection.execute("detach source")
                share.golds.renew_if_stale()
        except BaseException:
            share.close()
            path.unlink(missing_ok=True)
            raise
