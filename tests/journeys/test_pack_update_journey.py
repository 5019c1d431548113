"""A pack update merges two emoji, and everybody goes on as if they had always been one."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.storage.project import ProjectStore
from tests.cli.conftest import Outcome, Run
from tests.services.comparing_setup import keep_run

_MEMOS = ("walked the dog", "the dog barked", "a puppy in the park", "rain all day", "a birthday")
_SAID = {
    "Aiko": ("dog-face", "dog-face", "dog", "umbrella", "birthday-cake"),
    "Ben": ("dog", "dog-face", "dog-face", "umbrella", "birthday-cake"),
}
_PREDICTED = ("dog", "dog", "dog", "umbrella", "castle")


def succeeded(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.err
    return outcome.out


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    """Five memos that two people labelled and a model predicted, all with the old pack."""
    (tmp_path / "memos.txt").write_text("\n".join(_MEMOS) + "\n", "utf-8")
    path = tmp_path / "diary.db"
    succeeded(run("import", tmp_path / "memos.txt", "-p", path))
    for who, labels in _SAID.items():
        for memo_id, label in enumerate(labels, start=1):
            succeeded(run("label", memo_id, label, "-p", path, "--annotator", who))
    with ProjectStore.open(path) as opened:
        keep_run(opened, "model", dict(enumerate(_PREDICTED, start=1)))
    return path


@pytest.fixture
def merged_pack(tmp_path: Path) -> Path:
    """The pack of the program with dog-face merged into dog."""
    folder = tmp_path / "emoji"
    shutil.copytree(resources.emoji_pack_folder(), folder)
    table = folder / "pack.tsv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    aliases = rows[0].index("aliases")
    for row in rows:
        if row[0] == "dog":
            row[aliases] = "|".join(filter(None, [row[aliases], "dog-face"]))
    kept = ["\t".join(row) for row in rows if row[0] != "dog-face"]
    table.write_text("\n".join(kept) + "\n", "utf-8", newline="")
    (folder / "dog-face.png").unlink()
    return folder


def test_a_merged_emoji_is_one_in_every_figure(
    run: Run, project: Path, merged_pack: Path, tmp_path: Path
) -> None:
    def compared(*pack: object) -> dict[str, object]:
        told = json.loads(succeeded(run("compare", "model", "-p", project, "--json", *pack)))
        [one] = told["runs"]
        return {name: one[name] for name in ("exact", "scored", "confused", "histogram")}

    def agreed(*pack: object) -> float:
        told = json.loads(succeeded(run("agreement", project, "--json", *pack)))
        return float(told["coefficients"]["percent"]["value"])

    def exported(name: str, *pack: object) -> bytes:
        output = tmp_path / f"{name}.csv"
        wanted = ("--snapshot", "old", "--format", "csv", "--anyway")
        succeeded(run("export", "-p", project, "-o", output, *wanted, *pack))
        return output.read_bytes()

    # A snapshot of three rows is made, although it is too small to be trained on.
    assert run("snapshot", "create", "old", "-p", project).code == 1
    first, pack = exported("first"), ("--pack", merged_pack)
    before = compared()
    assert (before["exact"], before["scored"]) == (pytest.approx(1 / 3), 3)
    assert agreed() == pytest.approx(3 / 5)

    after = compared(*pack)

    assert (after["exact"], after["scored"]) == (pytest.approx(4 / 5), 5)
    assert after["confused"] == [{"gold": "birthday-cake", "shown": "castle", "count": 1}]
    assert agreed(*pack) == 1.0
    assert exported("second", *pack) == first
    counts = json.loads(succeeded(run("status", "-p", project, "--json")))["labels"]
    assert counts == {"dog": 6, "birthday-cake": 2, "umbrella": 2}
    with ProjectStore.open(project) as opened:
        said = [one.answer.label for one in opened.annotations.for_memo(1)]
    assert said == ["dog-face", "dog"]

    assert compared() == before
    assert agreed() == pytest.approx(3 / 5)
