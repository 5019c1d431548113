"""The command that tells what blind judgements say."""

import json
from pathlib import Path

import click

from emoji_labeler.cli.options import json_option, project_option
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.services.judgement_export import export_judgements
from emoji_labeler.services.judgement_words import results_words
from emoji_labeler.services.judging import JudgementResults, judgement_results
from emoji_labeler.services.opening import open_project

_NOBODY_JUDGED = 1


@click.command()
@project_option
@click.option(
    "--export",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every judgement that counts into a .jsonl or .csv file.",
)
@json_option
def judge(*, project: Path, output: Path | None, as_json: bool) -> int:
    """Tell whose emoji is more convincing: what people decided between two pictures, names hidden.

    Told are win rates with 95 % intervals, the strength of each run (Bradley-Terry), whether judges
    prefer a side, and how much each has judged. Judging itself is done in the window.

    Ends with 0, with 1 if nobody has judged yet, with 2 if nothing could be told.
    """
    with open_project(project) as opened:
        results = judgement_results(opened)
        if output:
            export_judgements(opened, results, output)
    click.echo(
        json.dumps(_as_json(results), ensure_ascii=False) if as_json else results_words(results)
    )
    return 0 if results.judgements else _NOBODY_JUDGED


def _as_json(results: JudgementResults) -> dict[str, object]:
    names, bias = results.names, results.position_bias
    return {
        "judgements": len(results.judgements),
        "win_rates": [
            {
                "run": names.get(one.run, one.run),
                "against": names.get(one.against, one.against),
                "wins": one.wins,
                "losses": one.losses,
                "ties": one.ties,
                "neither": one.neither,
                "share": _estimate(one.share),
            }
            for one in results.win_rates
        ],
        "strengths": [
            {"run": names.get(one.run, one.run), "strength": _estimate(one.strength)}
            for one in results.strengths
        ],
        "position_bias": {
            "left": bias.left,
            "right": bias.right,
            "share_of_left": _estimate(bias.share_of_left),
            "p": bias.p_value,
        },
        "judges": dict(results.judges),
    }


def _estimate(one: Estimate) -> dict[str, float | None]:
    return {"value": one.value, "low": one.low, "high": one.high}
