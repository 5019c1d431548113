"""From a Japanese table with faults to training files, and what a relabel does to them."""

import csv
import io
import json
from pathlib import Path

import pytest

from emoji_labeler.exporters.registry import EXPORTERS
from tests.cli.conftest import Run

_GOLDEN = Path(__file__).parents[1] / "golden"
_MEMOS = (
    ("明日の会議の資料を作る。", "仕事", "briefcase"),
    ("猫が窓から外を見ていた", "ペット", "cat"),
    ("傘を忘れて、ずぶぬれになった…", "天気", "umbrella"),
    ("誕生日のケーキを\n予約する", "家族", "birthday-cake"),
    ("=SUM(A1) を表に入れる", "仕事", "briefcase"),
    ("となりの猫に名前をつけた", "ペット", "cat"),
    ("台風が近いらしい。窓を閉める", "天気", "umbrella"),
    ("妹の誕生日に花を送った", "家族", "birthday-cake"),
    ("出張の切符を取る（のぞみ）", "仕事", "briefcase"),
    ("夕立のあとに虹が出た", "天気", "umbrella"),
    ("子猫を三匹もらった！", "ペット", "cat"),
    ("祖母の八十歳のお祝い", "家族", "birthday-cake"),
)
_LABELS = [label for _, _, label in _MEMOS]


@pytest.fixture
def labelled(run: Run, tmp_path: Path) -> Path:
    """Import a CP932 table with two rows that cannot be used, and label every memo."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(("本文", "テーマ"))
    for number, (memo, theme, _) in enumerate(_MEMOS):
        table.writerow((memo, theme))
        if number == 3:
            table.writerow(("   ", "空"))
        if number == 6:
            table.writerow(("a\x00b", "壊れた"))
    (tmp_path / "memos.csv").write_bytes(text.getvalue().encode("cp932"))
    project = tmp_path / "diary.db"
    assert run("import", tmp_path / "memos.csv", "-p", project).code == 1
    for memo_id, label in enumerate(_LABELS, start=1):
        done = run("label", memo_id, label, "-p", project, "--annotator", "愛子")
        assert done.code == 0, done.err
    return project


def create(run: Run, project: Path, name: str, *more: str) -> dict[str, object]:
    made = run(
        *("snapshot", "create", name, "-p", project, "--json", "--system-prompt", "絵文字を一つ。"),
        *("--validation", "0.2", "--test", "0", *more),
    )
    assert made.code == 0, made.err
    described: dict[str, object] = json.loads(made.out)
    return described


def export(run: Run, project: Path, name: str, file: Path, *, kind: str) -> list[Path]:
    done = run(
        *("export", "-p", project, "--snapshot", name, "--format", kind, "-o", file, "--json")
    )
    assert done.code == 0, done.err
    return [Path(one["path"]) for one in json.loads(done.out)["files"]]


def test_from_a_table_to_training_files_and_back(run: Run, labelled: Path, tmp_path: Path) -> None:
    made = create(run, labelled, "first", "--note", "only by hand")
    assert (made["rows"], made["splits"]) == (12, {"train": 10, "validation": 2, "test": 0})

    files = export(run, labelled, "first", tmp_path / "chat.jsonl", kind="openai_chat")

    assert [file.name for file in files] == ["chat.train.jsonl", "chat.validation.jsonl"]
    rows = []
    for file in files:
        assert file.read_bytes() == (_GOLDEN / f"journey_{file.name}").read_bytes()
        rows += [json.loads(line)["messages"] for line in file.read_bytes().split(b"\n")[:-1]]
    texts = [memo for memo, _, _ in _MEMOS]
    assert sorted(row[1]["content"] for row in rows) == sorted(texts)
    trained = [texts.index(row[1]["content"]) for row in rows[:10]]
    assert trained == sorted(trained)
    assert all(row[2]["content"] == _LABELS[texts.index(row[1]["content"])] for row in rows)


@pytest.mark.parametrize(
    "kind", [one.name for one in EXPORTERS if one.name not in ("preference_pairs", "parquet")]
)
def test_the_same_export_again_gives_the_same_bytes(
    run: Run, labelled: Path, tmp_path: Path, kind: str
) -> None:
    create(run, labelled, "first")

    def written(folder: str) -> dict[str, bytes]:
        (tmp_path / folder).mkdir()
        export(run, labelled, "first", tmp_path / folder / "out.x", kind=kind)
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}

    assert written("one") == written("two")


def test_a_relabel_changes_no_snapshot_and_shows_in_the_difference(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    create(run, labelled, "first")
    before = export(run, labelled, "first", tmp_path / "a.jsonl", kind="jsonl")[0].read_bytes()

    run("label", 2, "cat-face", "-p", labelled, "--annotator", "愛子")
    create(run, labelled, "second", "--parent", "first")

    assert (
        export(run, labelled, "first", tmp_path / "b.jsonl", kind="jsonl")[0].read_bytes() == before
    )
    found = json.loads(run("diff", "first", "second", "-p", labelled, "--json").out)
    assert [(one["memo_id"], one["before"], one["after"]) for one in found["relabelled"]] == [
        (2, "cat", "cat-face")
    ]
    assert (found["added"], found["removed"], found["is_prompt_changed"]) == ([], [], False)
    said = run("diff", "first", "second", "-p", labelled).out
    assert "relabelled: 1\n  2 猫が窓から外を見ていた  cat → cat-face" in said
    listed = json.loads(run("snapshot", "list", "-p", labelled, "--json").out)
    assert [(one["name"], one["parent"]) for one in listed] == [("first", ""), ("second", "first")]


def test_all_labels_in_the_prompt_are_over_the_limit_and_not_exported(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    made = run("snapshot", "create", "all", "-p", labelled, "--prompt-variant", "all-labels")
    assert made.code == 1
    assert "12 rows are longer than 4,096 tokens" in made.err

    refused = run("export", "-p", labelled, "--snapshot", "all", "-o", tmp_path / "a.jsonl")
    assert (refused.code, refused.out) == (2, "")
    assert not list(tmp_path.glob("a.*"))

    larger = ("--token-limit", 65_536)
    assert run("snapshot", "show", "all", "-p", labelled, *larger).code == 0
    forced = run(
        *("export", "-p", labelled, "--snapshot", "all", "-o", tmp_path / "a.jsonl", "--anyway")
    )
    assert forced.code == 0
    assert (tmp_path / "a.train.jsonl").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("snapshot", "show", "none"),
        ("diff", "none", "none"),
        ("export", "--snapshot", "none", "-o", "x.jsonl"),
        ("export", "--snapshot", "none", "--system-prompt", "p", "-o", "x.jsonl"),
        ("export", "--format", "csv", "-o", "x.csv"),
        ("snapshot", "create", "x", "--test", "0.9", "--validation", "0.2"),
        ("snapshot", "create", "x", "--since", "yesterday"),
    ],
)
def test_wrong_use_is_one_line_and_2(run: Run, labelled: Path, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments, "-p", labelled)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("emoji-labeler: ")
    assert outcome.err.count("\n") == 1
