"""What every predictor promises, run on every row of the registry, over real HTTP where it asks."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from emoji_labeler.domain.errors import NotOfferedError, StoppedError, WrongUseError
from emoji_labeler.domain.predictor import Need
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.predictors.predictor import Predictor, PredictorKind
from emoji_labeler.predictors.registry import PREDICTORS, check_bench, predictor_named
from emoji_labeler.providers.batch_wire import batch_content
from emoji_labeler.services.prediction_plans import chat_predictor_of
from tests.predictors.conftest import BASE, BenchMaker

MEMOS = (
    "近所の猫が膝の上で寝てしまった。",
    "It rained all day and my umbrella broke.",
    "税務署に行った",
    "…",
)
FLOORS = {"most-frequent"}

every_kind = pytest.mark.parametrize("kind", PREDICTORS, ids=lambda kind: kind.name)
asking_kind = pytest.mark.parametrize(
    "kind", [kind for kind in PREDICTORS if kind.description.needs], ids=lambda kind: kind.name
)


def ready(kind: PredictorKind, bench_of: BenchMaker, **options: object) -> Predictor:
    bench = bench_of(kind, **options)
    check_bench(kind, bench)
    predictor = kind.make(bench, kind.prompts(bench))
    predictor.prepare()
    return predictor


@every_kind
def test_every_memo_gets_an_answer_of_its_own(kind: PredictorKind, bench_of: BenchMaker) -> None:
    predictor = ready(kind, bench_of)

    answers = predictor.answer(MEMOS)

    assert len(answers) == len(MEMOS)
    assert predictor.at_once >= 1
    if kind.name not in FLOORS:
        assert answers[0].text != answers[1].text


@every_kind
def test_a_memo_about_a_cat_gets_a_cat(
    kind: PredictorKind, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    (answer,) = ready(kind, bench_of).answer(MEMOS[:1])

    expected = {"receipt"} if kind.name in FLOORS else {"cat", "cat-face", "black-cat"}
    assert answer.text in expected
    assert answer.text in pack


@every_kind
def test_the_same_memo_gets_the_same_answer_from_any_thread(
    kind: PredictorKind, bench_of: BenchMaker
) -> None:
    predictor = ready(kind, bench_of)
    alone = [answer.text for answer in predictor.answer(MEMOS)]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(predictor.answer, [MEMOS] * 8))

    assert all([answer.text for answer in answers] == alone for answers in together)


@every_kind
def test_a_ranking_begins_with_the_answer_and_falls(
    kind: PredictorKind, bench_of: BenchMaker, pack: EmojiPack
) -> None:
    (answer,) = ready(kind, bench_of).answer(MEMOS[:1])

    assert bool(answer.ranking) == kind.description.ranks
    if answer.ranking:
        labels = [one.label for one in answer.ranking]
        scores = [one.score for one in answer.ranking]
        assert labels[0] == answer.text
        assert len(set(labels)) == len(labels)
        assert scores == sorted(scores, reverse=True)
        assert all(label in pack for label in labels)


@every_kind
def test_who_asks_says_what_was_spent(kind: PredictorKind, bench_of: BenchMaker) -> None:
    (answer,) = ready(kind, bench_of).answer(MEMOS[:1])

    asks = bool(kind.description.needs)
    assert bool(answer.spent) == asks
    if asks:
        assert {spent.model for spent in answer.spent} == {BASE}
        assert sum(spent.usage.input for spent in answer.spent) > 0


@every_kind
def test_the_fixed_texts_are_sent_as_they_were_kept(
    kind: PredictorKind, bench_of: BenchMaker
) -> None:
    bench = bench_of(kind)
    prompts = kind.prompts(bench)

    needs = kind.description.needs
    assert bool(prompts) == (Need.CHAT in needs or Need.DECISIONS in needs)
    assert kind.prompts(bench) == prompts


@every_kind
def test_options_have_defaults_that_they_allow(kind: PredictorKind) -> None:
    for option in kind.description.options:
        assert option.allows(option.default), option.name
    assert kind.description.completed({}) == {
        option.name: option.default for option in kind.description.options
    }


@every_kind
def test_an_option_that_there_is_not_is_refused_by_name(kind: PredictorKind) -> None:
    with pytest.raises(WrongUseError, match="colour"):
        kind.description.completed({"colour": "red"})


@asking_kind
def test_nobody_is_asked_without_a_provider_or_a_model(
    kind: PredictorKind, bench_of: BenchMaker
) -> None:
    bench = bench_of(kind)

    with pytest.raises(WrongUseError, match="provider"):
        check_bench(kind, replace(bench, provider=None))
    with pytest.raises(WrongUseError, match="model"):
        check_bench(kind, replace(bench, model=""))


@asking_kind
def test_who_was_stopped_asks_no_more(kind: PredictorKind, bench_of: BenchMaker) -> None:
    predictor = ready(kind, bench_of)

    with pytest.raises(StoppedError):
        predictor.answer(MEMOS[:1], cancel=lambda: True)


@every_kind
def test_a_question_for_a_batch_is_the_question_that_is_asked(
    kind: PredictorKind, bench_of: BenchMaker
) -> None:
    options = {"groups": 1} if kind.name == "grouped-prompt" else {}
    bench = bench_of(kind, **options)
    predictor = kind.make(bench, kind.prompts(bench))
    if not kind.description.takes_batches:
        with pytest.raises(WrongUseError, match=kind.name):
            chat_predictor_of(predictor, kind=kind)
        return
    asking = chat_predictor_of(predictor, kind=kind)
    asking.check_batch()
    predictor.prepare()

    request = asking.request(MEMOS[0])
    answer = asking.read(MEMOS[0], bench.asked.chat(request))

    assert batch_content([("1", request)]).endswith(b"}\n")
    assert answer.text == predictor.answer(MEMOS[:1])[0].text


def test_there_is_no_other_predictor() -> None:
    assert len({kind.name for kind in PREDICTORS}) == len(PREDICTORS) == 10
    with pytest.raises(WrongUseError, match=r"crystal-ball.*memo-embedding"):
        predictor_named("crystal-ball")


def test_a_provider_that_lacks_what_is_needed_is_not_asked(bench_of: BenchMaker) -> None:
    kind = predictor_named("decisions")
    bench = bench_of(kind)
    profile = bench.asked.profile
    lacking = replace(profile.preset, capabilities=replace(profile.capabilities, decisions=False))

    class _Lacking:
        profile = replace(bench.asked.profile, preset=lacking)

    with pytest.raises(NotOfferedError, match="decisions"):
        check_bench(kind, replace(bench, provider=_Lacking()))  # type: ignore[arg-type]  # Only its profile is looked at.
