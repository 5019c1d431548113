"""What a project tells about its people, from real answers in a real file."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.insight import InsightFilter, Insights, Period
from emoji_labeler.domain.suggestion import SuggestionTiming
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.insight_table import export_insights, insight_rows
from emoji_labeler.services.measuring import (
    MeasuringStoppedError,
    dismiss_miss,
    measure_project,
    search_misses,
)
from emoji_labeler.storage import insight_store
from emoji_labeler.storage.project import ProjectStore
from tests.services.answering import Answering

LABELS = ("cat", "dog", "sun", "rain")
PACK = EmojiPack.of(
    (
        Emoji(label="cat", group="animals", subgroup="animal-mammal"),
        Emoji(label="dog", group="animals", subgroup="animal-mammal"),
        Emoji(label="sun", group="travel", subgroup="sky"),
        Emoji(label="rain", group="travel", subgroup="sky"),
    ),
    folder=Path("nowhere"),
)


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    with ProjectStore.create(tmp_path / "project.db") as project:
        yield Answering(project=project, monkeypatch=monkeypatch)


@pytest.fixture
def live_in() -> Iterator[Callable[[str], None]]:
    """Have the machine stand in another time zone until the test is over."""
    with pytest.MonkeyPatch.context() as environment:

        def stand(zone: str) -> None:
            environment.setenv("TZ", zone)
            time.tzset()

        yield stand
    time.tzset()


def measured(answering: Answering, wanted: InsightFilter | None = None) -> Insights:
    return measure_project(answering.project, wanted, pack=PACK)


def answer_at_random(answering: Answering, *, memos: int = 40) -> list[tuple[str, str, str]]:
    """Three people answer most of the memos; return (who, memo, label)."""
    chance, given = np.random.default_rng(5), []
    for number in range(memos):
        right = str(chance.choice(LABELS))
        for who in ("Aiko", "Ben", "Chie"):
            if chance.random() < 0.2:
                continue
            label = right if chance.random() < 0.6 else str(chance.choice(LABELS))
            given.append((who, f"memo {number}", label))
            answering.give(who, f"memo {number}", label, theme=f"theme {number % 2}")
    return given


def test_the_figures_are_those_of_another_library(answering: Answering) -> None:
    task = AnnotationTask(answer_at_random(answering))

    found = measured(answering)

    assert found.coefficients.alpha.value == pytest.approx(task.alpha())
    kappas = {(pair.first, pair.second): pair.kappa.value for pair in found.pairs}
    assert len(kappas) == 3
    for (first, second), kappa in kappas.items():
        both = {memo for who, memo, _ in task_rows(task) if who == first} & {
            memo for who, memo, _ in task_rows(task) if who == second
        }
        rows = [row for row in task_rows(task) if row[0] in (first, second) and row[1] in both]
        assert kappa == pytest.approx(AnnotationTask(rows).kappa_pairwise(first, second))


def task_rows(task: AnnotationTask) -> list[tuple[str, str, str]]:
    return [(one["coder"], one["item"], one["labels"]) for one in task.data]


def test_nothing_answered_gives_reasons_and_no_figures(answering: Answering) -> None:
    answering.memo("only a memo")

    found = measured(answering)

    assert (found.memos, found.answered, found.shared, found.answers) == (1, 0, 0, 0)
    assert found.coefficients.percent.value is None
    assert found.coefficients.percent.why_undefined == "No memo has answers of two annotators."
    assert (found.annotators, found.pairs, found.themes, found.periods) == ((), (), (), ())
    assert found.influence.pull.value is None


def test_answers_of_one_person_are_counted_but_agree_with_nobody(answering: Answering) -> None:
    answering.give("Aiko", "a", "cat")
    answering.give("Aiko", "b", "")

    found = measured(answering)

    assert (found.memos, found.answered, found.shared, found.answers) == (2, 1, 0, 1)
    [aiko] = found.annotators
    assert (aiko.name, aiko.answers, aiko.agreement.value) == ("Aiko", 1, None)
    assert [(one.label, one.count) for one in found.labels] == [("cat", 1)]


def test_alike_emoji_count_as_nearly_the_same(answering: Answering) -> None:
    for text, first, second in (("a", "cat", "dog"), ("b", "sun", "sun")):
        answering.give("Aiko", text, first)
        answering.give("Ben", text, second)

    found = measured(answering).coefficients

    assert found.percent.value == 0.5
    assert found.near_percent.value is not None
    assert 0.5 < found.near_percent.value < 1


def test_agreement_is_told_for_each_theme(answering: Answering) -> None:
    for number in range(4):
        answering.give("Aiko", f"w{number}", "cat", theme="work")
        answering.give("Ben", f"w{number}", "cat" if number else "dog", theme="work")
    for who, label in (("Aiko", "sun"), ("Ben", "rain")):
        answering.give(who, "h", label, theme="home")
        answering.give(who, "n", label)
    answering.give("Aiko", "alone", "sun", theme="alone")
    answering.memo("nobody", theme="alone")

    found = measured(answering)

    assert [(one.theme, one.agreement.value, one.agreement.count) for one in found.themes] == [
        ("work", 0.75, 4),
        ("home", 0.0, 1),
    ]


def test_a_memo_counts_in_the_period_of_its_last_answer(
    answering: Answering, live_in: Callable[[str], None]
) -> None:
    live_in("UTC")
    answering.give("Aiko", "a", "cat", at="2026-05-04T23:59:59.999Z")
    answering.give("Ben", "a", "cat", at="2026-05-06T00:00:00.000Z")

    found = measured(answering)

    assert found.period is Period.DAY
    assert [(one.begins, one.answers, one.agreement.value) for one in found.periods] == [
        (date(2026, 5, 4), 1, None),
        (date(2026, 5, 6), 1, 1.0),
    ]


@pytest.mark.parametrize(
    ("last", "period", "begins"),
    [
        ("2026-06-07T12:00:00.000Z", Period.DAY, [date(2026, 5, 4), date(2026, 6, 7)]),
        ("2026-06-14T12:00:00.000Z", Period.WEEK, [date(2026, 5, 4), date(2026, 6, 8)]),
        ("2028-02-29T12:00:00.000Z", Period.MONTH, [date(2026, 5, 1), date(2028, 2, 1)]),
    ],
)
def test_the_longer_the_time_the_longer_its_periods(
    answering: Answering, last: str, period: Period, begins: list[date]
) -> None:
    answering.give("Aiko", "a", "cat", at="2026-05-04T12:00:00.000Z")
    answering.give("Aiko", "b", "cat", at=last)

    found = measured(answering)

    assert found.period is period
    assert [one.begins for one in found.periods] == begins


def test_days_are_those_of_the_person_s_calendar(
    answering: Answering, live_in: Callable[[str], None]
) -> None:
    live_in("Asia/Tokyo")
    answering.give("Aiko", "late", "cat", at="2026-05-03T14:59:59.000Z")
    answering.give("Aiko", "early", "cat", at="2026-05-03T15:00:00.000Z")

    days = [one.begins.day for one in measured(answering).periods]
    fourth = date(2026, 5, 4)
    only = measured(answering, InsightFilter(since=fourth, until=fourth))

    assert days == [3, 4]
    assert only.answers == 1


def test_only_those_who_are_wanted_are_heard(answering: Answering) -> None:
    for who, label in (("Aiko", "cat"), ("Ben", "cat"), ("Chie", "dog")):
        answering.give(who, "a", label)

    found = measured(answering, InsightFilter(annotators=("Aiko", "Ben")))

    assert [one.name for one in found.annotators] == ["Aiko", "Ben"]
    assert found.coefficients.percent.value == 1
    with pytest.raises(WrongUseError, match="no annotator “Dora”"):
        measured(answering, InsightFilter(annotators=("Dora",)))


def test_speed_is_told_by_the_way_to_the_label(answering: Answering) -> None:
    for number, seconds in enumerate((2, 4, 6)):
        answering.give("Aiko", f"s{number}", "cat", seconds=seconds, path=PickPath.SEARCH)
    answering.give("Aiko", "b", "cat", seconds=30, path=PickPath.BROWSE)

    every, search, browse = measured(answering).speeds

    assert every.path is None
    assert every.median_s.count == 4
    assert (search.path, search.median_s.value) == (PickPath.SEARCH, 4)
    assert (browse.path, browse.p90_s.value) == (PickPath.BROWSE, 30)


def test_imported_answers_of_which_nobody_took_the_time_do_not_make_people_fast(
    answering: Answering,
) -> None:
    answering.give("Aiko", "a", "cat", seconds=4)
    for number in range(5):
        answering.give("Aiko", f"i{number}", "cat", seconds=0)

    found = measured(answering)

    assert (found.speeds[0].median_s.value, found.speeds[0].median_s.count) == (4, 1)
    assert found.annotators[0].median_s.value == 4


def test_the_pull_of_suggestions_leaves_out_those_shown_after_the_pick(
    answering: Answering,
) -> None:
    for number in range(4):
        label = "cat" if number else "dog"
        answering.give("Aiko", f"b{number}", label, top="cat", seconds=2)
        answering.give(
            "Aiko", f"w{number}", "dog", top="cat", timing=SuggestionTiming.WITHHELD, seconds=6
        )
        answering.give("Aiko", f"a{number}", "cat", top="cat", timing=SuggestionTiming.AFTER)

    found = measured(answering).influence

    assert found.followed_shown.value == 0.75
    assert found.followed_withheld.value == 0
    assert found.difference_s.value == -4
    assert found.pull.count == 8


def test_a_miss_that_is_dismissed_is_gone(answering: Answering) -> None:
    aiko = answering.project.annotators.named("Aiko").id
    for query in ("sushi", "taxes", "sushi"):
        answering.project.picks.add_miss(query, annotator_id=aiko)
    found = [(miss.query, miss.count) for miss in measured(answering).misses]
    assert found == [("sushi", 2), ("taxes", 1)]

    dismiss_miss(answering.project, "sushi")

    assert [miss.query for miss in search_misses(answering.project)] == ["taxes"]


def test_where_a_block_of_answers_ends_makes_no_difference(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_at_random(answering, memos=12)
    answering.give("Aiko", "shown", "cat", top="cat")
    answering.give("Ben", "shown", "dog", top="cat", timing=SuggestionTiming.WITHHELD)
    at_once = measured(answering)

    monkeypatch.setattr(insight_store, "_ROWS_AT_ONCE", 2)

    assert measured(answering) == at_once


def test_measuring_stops_when_nobody_waits(answering: Answering) -> None:
    answer_at_random(answering, memos=3)

    with pytest.raises(MeasuringStoppedError):
        measure_project(answering.project, pack=PACK, is_cancelled=lambda: True)


def test_every_figure_is_in_the_table(answering: Answering, tmp_path: Path) -> None:
    answer_at_random(answering)
    found = measured(answering)

    export_insights(found, tmp_path / "insights.csv")

    head, *rows = insight_rows(found)
    assert all(len(row) == len(head) for row in rows)
    sections = {row[0] for row in rows}
    assert sections == {
        *("project", "agreement", "pair", "theme", "day", "annotator", "speed", "suggestions"),
        *("confused", "label"),
    }
    lines = (tmp_path / "insights.csv").read_text("utf-8").splitlines()
    assert len(lines) == len(rows) + 1
    assert f'"agreement","","","alpha","{found.coefficients.alpha.value}"' in "\n".join(lines)
