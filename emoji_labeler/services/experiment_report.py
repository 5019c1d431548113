"""The table of experiments as files: CSV, Markdown with curves beside it, one HTML file."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from emoji_labeler.domain.chart import ChartLook, LineChart
from emoji_labeler.domain.experiment import Experiment
from emoji_labeler.exporters.delimited import table_bytes
from emoji_labeler.services.charting import chart_svg
from emoji_labeler.services.experiment_columns import differing_columns, outcome_of
from emoji_labeler.services.html_page import chart_markup, html_page
from emoji_labeler.services.job_charts import accuracy_chart, loss_chart
from emoji_labeler.wording import tr

_LOOK = ChartLook(width=760, height=320)


def report_files(
    rows: tuple[Experiment, ...], output: Path, *, format_name: str
) -> dict[Path, bytes]:
    """Return what is written where; ``rows`` are one at least."""
    return dict(_WRITERS[format_name](rows, output))


def curves_of(rows: Sequence[Experiment]) -> Iterator[LineChart]:
    """Yield the curves of some experiments, laid over one another; none without figures.

    Equal jobs that differ in their epochs alone begin with the same curve: the longest lies lowest.
    """
    jobs = [row.job for row in sorted(rows, key=lambda row: -len(row.points))]
    curves = {row.job.id: row.points for row in rows}
    for chart in (loss_chart(jobs, curves), accuracy_chart(jobs, curves)):
        if chart.series:
            yield chart


def _csv(rows: tuple[Experiment, ...], output: Path) -> Iterator[tuple[Path, bytes]]:
    yield output, table_bytes(_table(rows))


def _markdown(rows: tuple[Experiment, ...], output: Path) -> Iterator[tuple[Path, bytes]]:
    parts = [f"# {_markdown_text(_title())}", _markdown_table(_table(rows))]
    place = 0
    for sweep in _sweeps(rows):
        parts.append(f"## {_markdown_text(_heading(sweep))}")
        for chart in curves_of(sweep):
            place += 1
            path = output.with_name(f"{output.stem}-{place}.svg")
            yield path, chart_svg(chart, look=_LOOK).encode()
            parts.append(f"![{_markdown_text(chart.title)}](<{path.name}>)")
    yield output, ("\n\n".join(parts) + "\n").encode()


def _html(rows: tuple[Experiment, ...], output: Path) -> Iterator[tuple[Path, bytes]]:
    parts = [_html_table(rows)]
    for sweep in _sweeps(rows):
        parts.append(f"<h2>{escape(_heading(sweep))}</h2>")
        parts += [chart_markup(chart, look=_LOOK) for chart in curves_of(sweep)]
    yield output, html_page(_title(), parts)


_WRITERS = {"csv": _csv, "markdown": _markdown, "html": _html}


def _sweeps(rows: tuple[Experiment, ...]) -> list[list[Experiment]]:
    """Return the experiments by sweep, the newest first; each is drawn for itself."""
    sweeps: dict[str, list[Experiment]] = {}
    for row in rows:
        sweeps.setdefault(row.job.intent.sweep_id, []).append(row)
    return list(sweeps.values())


def _table(rows: tuple[Experiment, ...]) -> Iterator[list[str]]:
    """Yield the head and the rows of the table as texts."""
    names = (*rows[0].given, *outcome_of(rows[0]))
    yield [tr("submitted"), *map(tr, names), tr("note")]
    for row in rows:
        intent = row.job.intent
        values = (*row.given.values(), *outcome_of(row).values())
        yield [intent.written_at[:16].replace("T", " "), *values, intent.note]


def _markdown_table(table: Iterator[list[str]]) -> str:
    head = next(table)
    lines = [head, ["---"] * len(head), *table]
    return "\n".join(f"| {' | '.join(map(_markdown_text, line))} |" for line in lines)


def _markdown_text(text: str) -> str:
    """Return text in which nothing is markup."""
    line = " ".join(text.split())
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#!" else one for one in line)


def _html_table(rows: tuple[Experiment, ...]) -> str:
    """Return the table; what differs between rows is marked."""
    table = _table(rows)
    head = next(table)
    differing = {tr(name) for name in differing_columns(rows)}
    lines = ["<div><table><tr>", *(f"<th>{escape(name)}</th>" for name in head), "</tr>"]
    for values in table:
        cells = (
            f'<td class="differs">{escape(value)}</td>'
            if name in differing
            else f"<td>{escape(value)}</td>"
            for name, value in zip(head, values, strict=True)
        )
        lines += ["<tr>", *cells, "</tr>"]
    return "".join([*lines, "</table></div>"])


def _title() -> str:
    return tr("Fine-tuning experiments")


def _heading(sweep: list[Experiment]) -> str:
    intent = sweep[-1].job.intent
    return f"{intent.snapshot}, {intent.base_model}, {intent.written_at[:10]}"
