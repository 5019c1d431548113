"""What an import and an export cost beside the least that any program would have to do.

The floor of an import is one ``executemany`` of the same rows, hashes ready, into the same table;
the floor of an export is a loop over one query that writes each row with orjson. While the import
runs, somebody else saves a value every 20 ms: the longest wait is what a person would feel.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.text import text_hash
from emoji_labeler.services.exporting import export_training_file
from emoji_labeler.services.importing import import_memos
from emoji_labeler.storage.connection import connect, transaction
from emoji_labeler.storage.project import ProjectStore
from scripts.measures.figures import say

_WORDS = (
    "cat",
    "rain",
    "tax",
    "meeting",
    "the",
    "of",
    "会議",
    "散歩",
    "猫",
    "雨",
    "でした",
    "今日は",
)
_WORDS_A_MEMO = 20
_SAVE_EVERY_S = 0.02


def main(arguments: list[str]) -> int:
    """Measure and print; 0."""
    parser = argparse.ArgumentParser(prog="measure.py files", description=__doc__)
    parser.add_argument("--memos", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3, help="of the export")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        measure_import(Path(folder), memos=options.memos)
    with tempfile.TemporaryDirectory() as folder:
        measure_export(Path(folder), rows=options.rows, repeats=options.repeats)
    return 0


def measure_import(folder: Path, *, memos: int) -> None:
    """Print the time, the memory and the longest wait, for an empty project and one with memos."""
    file = folder / "memos.txt"
    with file.open("w", encoding="utf-8") as written:
        written.writelines(f"{text}\n" for text in _texts(memos))
    empty, filled = folder / "empty.db", folder / "filled.db"
    ProjectStore.create(empty).close()
    with ProjectStore.create(filled) as project:
        project.memos.add(MemoDraft(text=f"there already {number}") for number in range(1_000))
    took = [_import_ms(empty, file)]
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    into_filled = [_import_ms(filled, file)]
    floor = [_bare_insert_ms(folder / "floor.db", memos=memos)]
    say(f"bare executemany of {memos:,} memos", floor)
    say("import into an empty project", took, floor=floor)
    say("import into a project with memos", into_filled, floor=floor)
    print(f"largest memory of the import: {peak_mib:.0f} MiB; file: {file.stat().st_size:,} bytes")


def measure_export(folder: Path, *, rows: int, repeats: int) -> None:
    """Print the time of an export beside the floor."""
    path = folder / "project.db"
    _labelled_project(path, rows=rows)
    with ProjectStore.open(path) as project:
        took, floor = [], []
        for _ in range(repeats):
            began = time.perf_counter()
            export_training_file(project, folder / "out.jsonl", system_prompt="Pick one emoji.")
            took.append((time.perf_counter() - began) * 1000)
            floor.append(_bare_export_ms(path, folder / "floor.jsonl"))
    same = (folder / "out.jsonl").read_bytes() == (folder / "floor.jsonl").read_bytes()
    say(f"bare orjson loop over {rows:,} rows", floor)
    say("export with manifest and fsync", took, floor=floor)
    print(f"both files are {'the same' if same else 'DIFFERENT'}")


def _texts(count: int) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311  # Made-up memos, not secrets.
    for number in range(count):
        yield f"{number} " + " ".join(chance.choices(_WORDS, k=_WORDS_A_MEMO))


def _import_ms(project: Path, file: Path) -> float:
    with _Saving(project) as saving:
        began = time.perf_counter()
        import_memos(project, file)
        took = (time.perf_counter() - began) * 1000
    say(f"  saves meanwhile ({project.stem} project)", saving.waits_ms)
    return took


class _Saving:
    """Somebody who saves one value after the other, and how long each took."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work)
        self.waits_ms: list[float] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        connection = connect(self._project)
        connection.execute("pragma busy_timeout = 60000")
        while not self._stop.wait(_SAVE_EVERY_S):
            began = time.perf_counter()
            connection.execute("insert or replace into project_values values ('measured', 'x')")
            self.waits_ms.append((time.perf_counter() - began) * 1000)
        connection.close()


def _bare_insert_ms(path: Path, *, memos: int) -> float:
    chance = random.Random(2)  # noqa: S311  # A shuffle, not a secret.
    rows = [
        (text, text_hash(text), "", "", "", chance.getrandbits(62), "2026-01-01T00:00:00.000Z")
        for text in _texts(memos)
    ]
    ProjectStore.create(path).close()
    connection = connect(path)
    began = time.perf_counter()
    with transaction(connection):
        connection.executemany(
            "insert into memos (text, text_hash, theme, language, source, random_order,"
            " imported_at) values (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    took = (time.perf_counter() - began) * 1000
    connection.close()
    return took


def _labelled_project(path: Path, *, rows: int) -> None:
    with ProjectStore.create(path) as project:
        project.memos.add(MemoDraft(text=text) for text in _texts(rows))
        label_all(path, annotator=project.annotators.named("Aiko").id)


def label_all(path: Path, *, annotator: str) -> None:
    """Give every memo of a project one of 500 labels, past the program and therefore quickly."""
    connection = connect(path)
    with transaction(connection):
        connection.execute(
            "insert into annotation_events (id, memo_id, annotator_id, kind, status, label,"
            " made_at) select 'e' || id, id, ?, 'answered', 'submitted', 'cat-' || (id % 500), ''"
            " from memos",
            (annotator,),
        )
        connection.execute(
            "insert into annotations select memo_id, annotator_id, id, status, label,"
            " also_acceptable, note, picked_by, lead_time_ms, made_at from annotation_events"
        )
    connection.close()
    with ProjectStore.open(path) as project:
        project.golds.renew_all()


def _bare_export_ms(project: Path, output: Path) -> float:
    import orjson

    connection = sqlite3.connect(project)
    system = {"role": "system", "content": "Pick one emoji."}
    began = time.perf_counter()
    with output.open("wb") as file:
        for text, label in connection.execute(
            "select text, label from annotations join memos on memos.id = memo_id order by memo_id"
        ):
            user = {"role": "user", "content": text}
            answer = {"role": "assistant", "content": label}
            file.write(orjson.dumps({"messages": [system, user, answer]}) + b"\n")
    took = (time.perf_counter() - began) * 1000
    connection.close()
    return took
