"""Generation runs: what each is to bring, and its themes."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from emoji_labeler import __version__
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.generation import (
    GenerationPlan,
    GenerationRun,
    KeptAnswer,
    Outcome,
    PromptTemplates,
    Stage,
    Theme,
)
from emoji_labeler.domain.provider import Price
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.storage.generation_answer_store import changing, settle_request
from emoji_labeler.wording import tr

_RUN = (
    "id, provider_id, provider_name, base_model, temperature, languages, theme_count,"
    " memos_a_theme, characters, prompts, input_price, output_price, cost_limit, stage, made_at,"
    " finished_at"
)


class GenerationStore:
    """The generation runs of a project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def start(self, run: GenerationRun) -> None:
        """Keep a new run."""
        plan = run.plan
        prompts = {
            language: {"themes": said.themes, "memo": said.memo} for language, said in plan.prompts
        }
        with outside_errors(tr("The generation was not started.")):
            self._connection.execute(
                f"insert into generation_runs ({_RUN}, program_version)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    run.id,
                    plan.provider_id,
                    plan.provider_name,
                    plan.base_model,
                    plan.temperature,
                    json.dumps(plan.languages),
                    plan.theme_count,
                    plan.memos_a_theme,
                    plan.characters,
                    json.dumps(prompts, ensure_ascii=False),
                    plan.price.input,
                    plan.price.output,
                    plan.cost_limit,
                    run.stage,
                    run.made_at,
                    run.finished_at,
                    __version__,
                ),
            )

    def all(self) -> tuple[GenerationRun, ...]:
        """Return every run, in the order they were started."""
        return self._runs("order by id")

    def get(self, run_id: str) -> GenerationRun | None:
        """Return the run of that identifier, or None."""
        return next(iter(self._runs("where id = ?", run_id)), None)

    def limit(self, run_id: str, cost_limit: float | None) -> None:
        """Let a run cost more, or less, than it was to."""
        with changing(self._connection):
            self._connection.execute(
                "update generation_runs set cost_limit = ? where id = ?", (cost_limit, run_id)
            )

    def finish(self, run_id: str) -> None:
        """Count a run as finished, whatever is left of it."""
        with changing(self._connection):
            self._connection.execute(
                "update generation_runs set stage = ?, finished_at = ? where id = ?",
                (Stage.FINISHED, utc_now(), run_id),
            )

    def themes(self, run_id: str) -> tuple[Theme, ...]:
        """Return the themes of a run, in their order."""
        rows = self._connection.execute(
            "select id, theme, language from generation_themes where run_id = ? order by place, id",
            (run_id,),
        )
        return tuple(Theme(id=row[0], text=row[1], language=row[2]) for row in rows.fetchall())

    def themes_of_project(self, language: str) -> tuple[str, ...]:
        """Return the themes that memos of the project have in that language or in none named."""
        rows = self._connection.execute(
            "select distinct theme from memos where theme <> '' and language in (?, '')"
            " order by theme",
            (language,),
        )
        return tuple(theme for (theme,) in rows.fetchall())

    def take_themes(self, run_id: str, texts: Sequence[str], *, answer: KeptAnswer) -> None:
        """Keep the themes of an answer and say that it is read, both or neither."""
        language, outcome = answer.question.language, Outcome.TAKEN if texts else Outcome.UNREADABLE
        with changing(self._connection):
            self._add_themes(
                run_id,
                (Theme(text=text, language=language) for text in texts),
                request_id=answer.request_id,
            )
            settle_request(self._connection, answer.request_id, outcome)

    def keep_themes(self, run_id: str, themes: Sequence[Theme]) -> None:
        """Have a run whose memos are not begun hold these themes, in this order."""
        kept = {theme.id for theme in themes}
        with changing(self._connection):
            for known in self.themes(run_id):
                if known.id not in kept:
                    self._connection.execute(
                        "delete from generation_themes where id = ?", (known.id,)
                    )
            for place, theme in enumerate(themes):
                self._connection.execute(
                    "update generation_themes set theme = ?, language = ?, place = ? where id = ?",
                    (theme.text, theme.language, place, theme.id),
                )
            self._add_themes(run_id, (theme for theme in themes if not theme.id))

    def _runs(self, rest: str, *values: object) -> tuple[GenerationRun, ...]:
        rows = self._connection.execute(f"select {_RUN} from generation_runs {rest}", values)
        rows.row_factory = sqlite3.Row
        return tuple(map(_run, rows.fetchall()))

    def _add_themes(self, run_id: str, themes: Iterable[Theme], *, request_id: str = "") -> None:
        """Put themes behind those that are there."""
        self._connection.executemany(
            "insert into generation_themes (run_id, place, language, theme, request_id)"
            " select ?, coalesce(max(place), -1) + 1, ?, ?, ? from generation_themes"
            " where run_id = ?",
            ((run_id, theme.language, theme.text, request_id or None, run_id) for theme in themes),
        )


def _run(row: sqlite3.Row) -> GenerationRun:
    prompts = json.loads(row["prompts"])
    plan = GenerationPlan(
        provider_id=row["provider_id"],
        provider_name=row["provider_name"],
        base_model=row["base_model"],
        temperature=row["temperature"],
        languages=tuple(json.loads(row["languages"])),
        theme_count=row["theme_count"],
        memos_a_theme=row["memos_a_theme"],
        characters=row["characters"],
        prompts=tuple((language, PromptTemplates(**said)) for language, said in prompts.items()),
        price=Price(input=row["input_price"], output=row["output_price"]),
        cost_limit=row["cost_limit"],
    )
    return GenerationRun(
        id=row["id"],
        plan=plan,
        stage=Stage(row["stage"]),
        made_at=row["made_at"],
        finished_at=row["finished_at"],
    )
