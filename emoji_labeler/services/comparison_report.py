"""A comparison as a file: one HTML page with pictures that can be mailed, or figures as CSV."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import islice
from mimetypes import guess_type
from pathlib import Path

from emoji_labeler.domain.chart import Chart, ChartLook, comfortable_height
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.people_column import ChosenLabel
from emoji_labeler.domain.prediction import PredictionRun
from emoji_labeler.domain.run_comparison import RowFilter, RunComparison, RunFigures, Standing
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.exporters.delimited import table_bytes
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.services.comparison_charts import charts_of
from emoji_labeler.services.comparison_words import coverage_words, difference_words, metric_rows
from emoji_labeler.services.html_page import chart_markup, data_uri, html_page
from emoji_labeler.services.opening import open_project
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import later, tr

REPORT_FORMATS = ((later("Report with pictures"), ".html"), (later("Table of figures"), ".csv"))
"""Title and ending of the forms in which a comparison can be written."""

_ROWS = 40
_WIDTH = 860
_STYLE = """
td.memo { white-space: pre-wrap; min-width: 18rem; max-width: 30rem }
td.picture { text-align: center; vertical-align: top }
td.picture img { width: 48px; height: 48px; margin: 0 auto }
td.people { white-space: nowrap }
td.people figure { display: inline-block; margin: 0 3px; vertical-align: top }
td.people figure + figure img { width: 32px; height: 32px; margin-top: 8px }
td.agrees { background: #e7f6ec } td.errs { background: #fdeceb }
td.missing img { outline: 2px dashed #b26a00; outline-offset: 3px; border-radius: 4px }
td small { display: block; color: #5f697c; white-space: normal; max-width: 9rem }
"""


def write_comparison(
    project_path: Path, comparison: RunComparison, output: Path, *, pack: EmojiPack
) -> None:
    """Write a comparison in the form that the ending of the name tells.

    Raises WrongUseError for other endings and OutputError where the file cannot be written. Takes
    seconds: call it beside the window.
    """
    ending = output.suffix.casefold()
    if ending == ".csv":
        content = table_bytes(figure_rows(comparison))
    elif ending == ".html":
        with open_project(project_path) as project:
            content = _page(project, comparison, pack=pack)
    else:
        raise WrongUseError(
            tr("{name} was not written.", name=output.name),
            why=tr("A comparison is written as HTML or CSV."),
            remedy=tr("Give the file a name that ends in .html or .csv."),
        )
    with replacing([output]) as [file]:
        file.write(content)


def figure_rows(comparison: RunComparison) -> Iterator[list[object]]:
    """Yield a head and a row a run: names of columns that programs read, and plain numbers."""
    rows = [figures_by_name(one) for one in comparison.runs]
    yield list(rows[0])
    yield from (list(row.values()) for row in rows)


def figures_by_name(one: RunFigures) -> dict[str, object]:
    """Return every figure of a run by its name; shares lie between 0 and 1, times are in ms."""
    run, figures = one.run, one.figures
    estimates = {
        "exact": figures.exact,
        "acceptable": figures.acceptable,
        "acceptable_held_out": one.held_out.acceptable,
        "acceptable_with_seen": one.with_seen.acceptable,
        **{f"top_{first.places}": first.share for first in figures.among_first if first.places > 1},
        "nearness": figures.nearness,
        "existing_share": figures.existing_share,
        "median_ms": one.latency_ms,
    }
    return {
        "run": run.name,
        "predictor": run.plan.predictor,
        "provider": run.provider_name,
        "model": run.plan.model,
        "scored": one.scored,
        "seen_in_training": one.seen,
        "existing": figures.existing,
        "missing": figures.missing,
        "missing_resolved": figures.resolved,
        "distinct_labels": figures.distinct_labels,
        **{name: value for pair in estimates.items() for name, value in _ends(*pair)},
        "cost": one.cost,
        "cost_a_memo": one.cost_a_memo,
    }


def disagreements(comparison: RunComparison) -> Sequence[int]:
    """Return the rows on which runs differ, or a single run from people; held out ones first."""
    table = comparison.table
    standing = Standing.APART if len(table.columns) > 1 else Standing.AGAINST_GOLD
    return sorted(table.shown_rows(RowFilter(standing=standing)), key=table.was_seen)


def _ends(name: str, estimate: Estimate) -> Iterator[tuple[str, float | None]]:
    yield name, estimate.value
    yield f"{name}_low", estimate.low
    yield f"{name}_high", estimate.high


def _page(project: ProjectStore, comparison: RunComparison, *, pack: EmojiPack) -> bytes:
    sentences = [coverage_words(comparison.table), *map(difference_words, comparison.differences)]
    runs = [one.run for one in comparison.runs]
    differing = tr("Where they differ")
    legend = tr(
        "★ is the label that counts: green agrees with it, red does not. In a dashed frame: the"
        " output was no label."
    )
    parts = [
        *(f"<p>{escape(sentence)}</p>" for sentence in sentences),
        _figures_table(comparison),
        *(_chart(one) for one in charts_of(project, comparison, pack=pack)),
        f"<h2>{escape(differing)}</h2>",
        f"<p>{escape(legend)}</p>",
        _pictures_table(project, comparison, runs=runs, pack=pack),
    ]
    title = tr("{project}: prediction runs side by side", project=project.path.stem)
    return html_page(title, parts, style=_STYLE)


def _chart(chart: Chart) -> str:
    return chart_markup(chart, look=ChartLook(width=_WIDTH, height=comfortable_height(chart)))


def _figures_table(comparison: RunComparison) -> str:
    columns = [metric_rows(one) for one in comparison.runs]
    lines = [_row("th", ["", *(one.run.name for one in comparison.runs)])]
    for place, (caption, _) in enumerate(columns[0]):
        lines.append(_row("td", [caption, *(column[place][1] for column in columns)]))
    return f"<div><table>{''.join(lines)}</table></div>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _pictures_table(
    project: ProjectStore,
    comparison: RunComparison,
    *,
    runs: Sequence[PredictionRun],
    pack: EmojiPack,
) -> str:
    table, picture = comparison.table, _picture_maker(pack)
    lines = [_row("th", [tr("Memo"), tr("People"), *(run.name for run in runs)])]
    for row in islice(disagreements(comparison), _ROWS):
        memo, gold = project.memos.get(table.memo_ids[row]), table.golds[row]
        good = (gold, *table.also_acceptable[row])
        chosen = table.people.chosen(row, gold=gold)
        cells = [_memo_cell(memo), _people_cell(chosen, gold=gold, picture=picture)]
        for column in table.columns:
            label = column.labels[row]
            kinds = ["picture"]
            if gold:
                kinds.append("agrees" if label in good else "errs")
            if not column.exists(row):
                kinds.append("missing")
            cells.append(f'<td class="{" ".join(kinds)}">{picture(label)}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<div><table>{''.join(lines)}</table></div>"


def _memo_cell(memo: Memo | None) -> str:
    return f'<td class="memo">{escape(memo.text if memo else "")}</td>'


def _people_cell(chosen: Sequence[ChosenLabel], *, gold: str, picture: Callable[[str], str]) -> str:
    """Return the gold label with a star, and what else people chose; nobody is named."""
    figures = []
    for one in chosen:
        star = "★" if one.label == gold else ""
        times = f"×{len(one.people)}" if len(one.people) > 1 else ""
        figures.append(f"<figure>{picture(one.label)}<small>{star} {times}</small></figure>")
    return f'<td class="picture people">{"".join(figures) or "–"}</td>'


def _picture_maker(pack: EmojiPack) -> Callable[[str], str]:
    """Return what makes the markup of a label: its picture, with its name below."""

    def markup(label: str) -> str:
        if not label:
            return "–"
        name = f"<small>{escape(pack.name_of(label))}</small>"
        path = pack.picture_path(label) if label in pack else None
        if path is None or not path.is_file():
            return name
        kind, _ = guess_type(path.name)
        address = data_uri(path.read_bytes(), kind=kind or "image/png")
        return f'<img alt="{escape(label)}" src="{address}">{name}'

    return markup
