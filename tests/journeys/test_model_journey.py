"""From memos to a judged model: import, label, snapshot, train, predict in ten ways, compare."""

import json
from pathlib import Path

import pytest

from emoji_labeler.domain.judgement import Verdict
from emoji_labeler.services.judging import JudgingSession, judging_plan
from emoji_labeler.services.predicting import PredictingService
from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Outcome, Run

_EPOCHS = (1, 3, 6, 8, 9, 10)
_TRAINED = "fine-tuned {epochs} epochs"
_LABELS = {
    "cat": ("the cat slept on the sofa", "うちの猫が鳴いた", "a cat in my bag", "猫のえさ"),
    "dog": ("walked the dog at dawn", "犬と公園を走った", "the dog barked", "犬を洗った"),
    "umbrella": ("rain and no umbrella", "傘を電車に忘れた", "my umbrella broke", "傘を買う"),
    "birthday-cake": ("a birthday cake", "誕生日にケーキを焼いた", "cake at work", "ケーキを予約"),
}
_MEMOS = [(text, label) for label, texts in _LABELS.items() for text in texts]
_OPTIONS = {"topic-embedding": ("-o", "embedding_model=local-text-classifier")}


@pytest.fixture
def project(run: Run, settings_path: Path, tmp_path: Path) -> Path:
    """A project whose every memo was imported and labelled from the command line."""
    assert settings_path.is_file()
    (tmp_path / "memos.txt").write_text("\n".join(text for text, _ in _MEMOS) + "\n", "utf-8")
    path = tmp_path / "diary.db"
    succeeded(run("import", tmp_path / "memos.txt", "-p", path))
    for memo_id, (_, label) in enumerate(_MEMOS, start=1):
        succeeded(run("label", memo_id, label, "-p", path, "--annotator", "愛子"))
    return path


def succeeded(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.err
    return outcome.out


def models_by_epochs(project: Path) -> dict[int, str]:
    """Return the name of the model that each job of the sweep has made."""
    with ProjectStore.open(project) as opened:
        epochs = {job.id: job.intent.hyperparameters.n_epochs for job in opened.jobs.all()}
        found = {epochs[one.intent_id]: one.name for one in opened.jobs.models() if not one.step}
    return {count: name for count, name in found.items() if isinstance(count, int)}


def test_from_memos_to_a_judged_model(run: Run, project: Path, tmp_path: Path) -> None:
    snapshot = ("snapshot", "create", "first", "-p", project, "--system-prompt", "絵文字を一つ。")
    succeeded(run(*snapshot, "--validation", "0", "--test", "0.25"))

    sweep = ("--epochs", ",".join(map(str, _EPOCHS)), "--seed", "1", "--watch")
    succeeded(run("finetune", "submit", "first", "-p", project, *sweep))
    models = models_by_epochs(project)
    assert set(models) == set(_EPOCHS)

    for epochs, model in models.items():
        names = ("--model", model, "--name", _TRAINED.format(epochs=epochs))
        succeeded(run("predict", "-p", project, "--predictor", "fine-tuned", *names))
    others = [one.name for one in PredictingService.descriptions() if one.name != "fine-tuned"]
    for name in others:
        options = _OPTIONS.get(name, ())
        succeeded(run("predict", "-p", project, "--predictor", name, "--name", name, *options))

    compared = [*others, *(_TRAINED.format(epochs=epochs) for epochs in _EPOCHS)]
    page = tmp_path / "report.html"
    told = json.loads(succeeded(run("compare", *compared, "-p", project, "--json", "--html", page)))
    assert (told["memos"], len(told["runs"]), len(told["differences"])) == (16, 15, 105)
    scored = {(one["scored"], one["seen_in_training"]) for one in told["runs"]}
    assert scored == {(4, 12)}
    by_name = {one["run"]: one for one in told["runs"]}
    assert by_name["shortlist-enum"]["missing"] == 0
    learnt = [by_name[_TRAINED.format(epochs=n)]["acceptable_with_seen"] for n in (1, 10)]
    assert learnt[1] >= learnt[0]
    assert "By epochs of training" in page.read_text("utf-8")

    with ProjectStore.open(project) as opened:
        plan = judging_plan(opened, ("most-frequent", _TRAINED.format(epochs=10)))
        session = JudgingSession(opened, judge=opened.annotators.named("愛子"), plan=plan)
        texts = dict(_MEMOS)
        while desk := session.desk:
            is_left = desk.left_label == texts[desk.memo.text]
            session.decide(Verdict.LEFT if is_left else Verdict.RIGHT)
    results = json.loads(succeeded(run("judge", "-p", project, "--json")))
    assert results["judgements"] == session.memos > 0
    judged = {one["run"] for one in results["strengths"]}
    assert judged == {"most-frequent", _TRAINED.format(epochs=10)}
