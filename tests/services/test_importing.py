"""Importing real files into real projects."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.errors import BadFileError, WrongUseError
from emoji_labeler.domain.import_options import ImportOptions, MemoField, TextLayout
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.text import fault_in_text, text_hash
from emoji_labeler.services.exporting import export_training_file
from emoji_labeler.services.importing import (
    MAX_REFUSALS_KEPT,
    ImportReport,
    import_memos,
    preview_import,
)
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.storage.project import ProjectStore

_IMPORTABLE = st.text(min_size=1, max_size=80).filter(
    lambda text: not fault_in_text(text) and not text.isspace()
)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.db"
    ProjectStore.create(path).close()
    return path


def file_of(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def memos(project: Path) -> list[Memo]:
    with ProjectStore.open(project) as store:
        return list(store.memos.all())


def texts(project: Path) -> list[str]:
    return [memo.text for memo in memos(project)]


def refusals(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in report.refused]


def test_each_line_of_a_text_file_is_a_memo(tmp_path: Path, empty: Path) -> None:
    file = file_of(tmp_path, "a.txt", "first\r\n\n  second  \n \t \nthird")

    report = import_memos(empty, file)

    assert texts(empty) == ["first", "  second  ", "third"]
    assert (report.imported, report.blank_count, report.refused_count) == (3, 2, 0)


def test_paragraphs_of_a_text_file_are_memos(tmp_path: Path, empty: Path) -> None:
    file = file_of(tmp_path, "a.txt", "one\r\nmore\r\n\r\n\r\ntwo\nmore\n")

    import_memos(empty, file)

    assert texts(empty) == ["one\nmore", "two\nmore"]


def test_the_layout_of_a_text_file_can_be_forced(tmp_path: Path, empty: Path) -> None:
    file = file_of(tmp_path, "a.txt", "one\nmore\n\ntwo\nlast\n")

    import_memos(empty, file, options=ImportOptions(layout=TextLayout.LINES))

    assert texts(empty) == ["one", "more", "two", "last"]


def test_unicode_line_separators_stay_inside_a_memo(tmp_path: Path, empty: Path) -> None:
    text = "a\u2028b\u0085c\u2029d\x0be\x1cf"
    import_memos(empty, file_of(tmp_path, "a.txt", text + "\nsecond\n"))

    assert texts(empty) == [text, "second"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.tsv", "a.jsonl"])
def test_every_format_is_read_in_every_encoding(
    tmp_path: Path, empty: Path, name: str, encoding: str
) -> None:
    content = {
        "a.txt": "散歩で猫に会った\n雨の会議\n",
        "a.csv": "本文,テーマ\n散歩で猫に会った,猫\n雨の会議,\n",
        "a.tsv": "テーマ\t本文\n猫\t散歩で猫に会った\n\t雨の会議\n",
        "a.jsonl": '{"本文": "散歩で猫に会った", "テーマ": "猫"}\n"雨の会議"\n',
    }[name]

    report = import_memos(empty, file_of(tmp_path, name, content.encode(encoding)))

    assert texts(empty) == ["散歩で猫に会った", "雨の会議"]
    assert report.refused_count == 0
    assert memos(empty)[0].theme == ("" if name == "a.txt" else "猫")


def test_one_damaged_line_does_not_change_the_encoding_of_the_file(
    tmp_path: Path, empty: Path
) -> None:
    content = "é\n".encode() * 3 + b"caf\xe9t\n" + "ß\n".encode()

    report = import_memos(empty, file_of(tmp_path, "a.txt", content))

    assert texts(empty) == ["é", "ß"]
    assert refusals(report) == [(4, "It is not UTF-8 text.")]


def test_a_table_without_header_takes_the_longest_column(tmp_path: Path, empty: Path) -> None:
    file = file_of(tmp_path, "a.csv", "1;the cat sat there;x\n2;it rained all day;y\n")

    preview = preview_import(file)
    import_memos(empty, file)

    assert not preview.has_header
    assert preview.delimiter == ";"
    assert texts(empty) == ["the cat sat there", "it rained all day"]


def test_a_column_can_be_named(tmp_path: Path, empty: Path) -> None:
    file = file_of(tmp_path, "a.csv", "foo,text\nhello,other\n")
    options = ImportOptions(columns=((MemoField.TEXT, "foo"),))

    import_memos(empty, file, options=options)

    assert texts(empty) == ["hello"]
    with pytest.raises(BadFileError, match="no column “bar”"):
        preview_import(file, options=ImportOptions(columns=((MemoField.TEXT, "bar"),)))


def test_faulty_rows_of_a_table_are_refused_with_their_line(tmp_path: Path, empty: Path) -> None:
    content = (
        b'text,theme\n"two\r\nlines",a\nragged\n,empty\n   ,blank\nbad\x00nul,a\n'
        b'"closed"open,a\n\nbroken \xff,a\nlast,b\n"never closed,a\n'
    )

    report = import_memos(empty, file_of(tmp_path, "a.csv", content))

    assert texts(empty) == ["two\r\nlines", "last"]
    assert refusals(report) == [
        (4, "It has 1 columns and not 2."),
        (5, "The text is empty."),
        (6, "The text is only white space."),
        (7, "It holds a NUL character."),
        (8, "Something stands behind a closing quotation mark."),
        (10, "It is not UTF-8 text."),
        (12, "A quotation mark in it is not closed."),
    ]
    assert report.blank_count == 1


def test_faulty_lines_of_json_are_refused_with_their_line(tmp_path: Path, empty: Path) -> None:
    lines = [
        b'{"text": "good", "theme": 7}',
        b'{"text": "half \\ud83d"}',
        b'{"text": "nul \\u0000"}',
        b'{"text": 5}',
        b'{"theme": "no text"}',
        b'{"text": }',
        b"17",
        b'{"text": ""}',
        b'{"text": "\xff"}',
        b"",
        b'{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "chat"}]}',
    ]

    report = import_memos(empty, file_of(tmp_path, "a.jsonl", b"\n".join(lines)))

    assert [(memo.text, memo.theme) for memo in memos(empty)] == [("good", "7"), ("chat", "")]
    found = dict(refusals(report))
    assert list(found) == [2, 3, 4, 5, 6, 7, 8, 9]
    assert found[2] == "It holds half of a character (a lone surrogate)."
    assert found[3] == "It holds a NUL character."
    assert found[5] == "It has no “text”."
    assert found[6].startswith("It is not JSON:")
    assert found[9] == "It is not UTF-8 text."
    assert report.blank_count == 1


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_a_line_of_more_than_a_megabyte_is_refused(tmp_path: Path, empty: Path, name: str) -> None:
    quote = '"' if name == "a.jsonl" else ""
    long = "x" * 3_000_000
    content = "".join(f"{quote}{text}{quote}\n" for text in ("first", long, "last"))

    report = import_memos(empty, file_of(tmp_path, name, content))

    assert texts(empty) == ["first", "last"]
    assert refusals(report) == [(2, "It is longer than 1,000,000 bytes.")]
    assert len(report.refused[0].raw) <= 200


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.csv", bytes(range(256)) * 40, "not text"),
        ("a.jsonl", b"SQLite format 3\x00" + bytes(500), "not text"),
        ("a.txt", "memo\n".encode("utf-16"), "UTF-16"),
        (
            "a.json",
            b'[{"text": "a"},\n{"text": "b"}\n{"text": "c"}]',
            "Line 3: A comma or a bracket",
        ),
        ("a.json", b'[{"text": "a"},\n{"text": "b"', "Line 2: It is not JSON"),
        ("a.json", b'[{"text": "a"},\n', "Line 2: The file ends in the middle"),
        ("a.json", b'[{"text": "a"}]\n[]', "Line 2: Something stands behind"),
        ("a.json", b'[{"text": "a"},\n{"text": "\xff"}]', "Line 2: The text is not what"),
    ],
)
def test_a_file_that_cannot_hold_memos_is_refused_whole(
    tmp_path: Path, empty: Path, name: str, content: bytes, why: str
) -> None:
    file = file_of(tmp_path, name, content)

    for attempt in (lambda: preview_import(file), lambda: import_memos(empty, file)):
        with pytest.raises(BadFileError, match=why) as caught:
            attempt()
        assert caught.value.what
        assert caught.value.remedy
    assert texts(empty) == []


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path, empty: Path) -> None:
    with pytest.raises(BadFileError, match="There is no file at"):
        import_memos(empty, tmp_path / "missing.txt")
    with pytest.raises(BadFileError, match="is a folder"):
        import_memos(empty, tmp_path)
    with pytest.raises(WrongUseError, match="no format"):
        preview_import(tmp_path, options=ImportOptions(format_name="docx"))


def test_the_same_text_is_imported_once(tmp_path: Path, empty: Path) -> None:
    import_memos(empty, file_of(tmp_path, "a.txt", "Cat\nrain\n"))

    report = import_memos(empty, file_of(tmp_path, "b.txt", "ＣＡＴ \nsnow\nsnow\n"))

    assert texts(empty) == ["Cat", "rain", "snow"]
    assert (report.imported, report.already_there) == (1, 2)


def test_refusals_are_counted_beyond_those_that_are_kept(tmp_path: Path, empty: Path) -> None:
    file = file_of(tmp_path, "a.jsonl", "{}\n" * (MAX_REFUSALS_KEPT + 5) + '"good"\n')

    report = import_memos(empty, file)

    assert report.refused_count == MAX_REFUSALS_KEPT + 5
    assert len(report.refused) == MAX_REFUSALS_KEPT
    assert report.imported == 1


def test_progress_goes_up_to_the_end(tmp_path: Path, empty: Path) -> None:
    shares: list[float] = []
    file = file_of(tmp_path, "a.txt", "".join(f"memo {n}\n" for n in range(50_000)))

    import_memos(empty, file, progress=shares.append)

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(set(shares)) > 2


@pytest.mark.parametrize("looks_before_the_cancellation", [0, 3, 60])
def test_a_cancelled_import_leaves_the_project_as_it_was(
    tmp_path: Path, project: ProjectStore, looks_before_the_cancellation: int
) -> None:
    looks = iter(range(looks_before_the_cancellation))
    file = file_of(tmp_path, "a.txt", "".join(f"memo {n}\n" for n in range(50_000)))

    report = import_memos(project.path, file, is_cancelled=lambda: next(looks, None) is None)

    assert report == ImportReport(is_cancelled=True)
    assert project.memos.count() == len(list(project.memos.all())) == 5


def test_a_label_can_be_saved_while_a_file_is_read(tmp_path: Path, project: ProjectStore) -> None:
    session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
    file = file_of(tmp_path, "a.txt", "".join(f"memo {n}\n" for n in range(5_000)))
    saved: list[int] = []

    def save_now(share: float) -> None:
        if share < 1 and session.desk is not None:
            saved.append(session.desk.memo.id)
            session.draft_changed(Draft(label="cat"))
            session.submit(Pick(path=PickPath.SEARCH))

    import_memos(project.path, file, progress=save_now)

    assert saved == [1, 2, 3, 4, 5]
    assert project.memos.count() == 5_005


def test_memos_keep_their_order_whether_the_project_was_empty_or_not(
    tmp_path: Path, empty: Path
) -> None:
    for name in ("a", "b"):
        lines = "".join(f"{name} {n}\n" for n in range(3_000))
        import_memos(empty, file_of(tmp_path, f"{name}.txt", lines))

    found = memos(empty)
    assert [memo.id for memo in found] == list(range(1, 6_001))
    assert found[2_999].text == "a 2999"
    assert found[-1].text == "b 2999"
    with closing(sqlite3.connect(empty)) as connection, connection:
        hashes = connection.execute("select text, text_hash from memos").fetchall()
        integrity = connection.execute("pragma integrity_check").fetchone()
        shuffled = connection.execute("select count(distinct random_order) from memos").fetchone()
    connection.close()
    assert all(kept == text_hash(text) for text, kept in hashes)
    assert integrity == ("ok",)
    assert shuffled == (6_000,)


def test_a_killed_import_leaves_the_project_whole(tmp_path: Path, project: ProjectStore) -> None:
    file = file_of(tmp_path, "a.txt", "".join(f"memo {n} and more\n" for n in range(400_000)))
    code = (
        "import sys; from pathlib import Path;"
        "from emoji_labeler.services.importing import import_memos;"
        "import_memos(Path(sys.argv[1]), Path(sys.argv[2]),"
        " progress=lambda share: print(share, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, project.path, file], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if float(line) > 0.3:
                break
        time.sleep(0.1)
        process.send_signal(signal.SIGKILL)

    with closing(sqlite3.connect(project.path)) as connection, connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("select count(*) from memos").fetchone() == (5,)
        assert connection.execute("select memos from memo_count").fetchone() == (5,)
    connection.close()
    assert sorted(path.name for path in tmp_path.glob("project.db*")) in (
        ["project.db"],
        ["project.db", "project.db-shm", "project.db-wal"],
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=st.lists(_IMPORTABLE, min_size=1, max_size=6), name=st.sampled_from(["csv", "jsonl"]))
def test_any_text_comes_back_byte_for_byte_through_import_and_export(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[str], name: str
) -> None:
    assume(len({text_hash(text) for text in wanted}) == len(wanted))
    folder = tmp_path_factory.mktemp("round-trip")
    if name == "jsonl":
        content = "".join(json.dumps({"text": text}) + "\n" for text in wanted)
    else:
        quoted = ('"' + text.replace('"', '""') + '"' for text in wanted)
        content = "text,theme\n" + "".join(f"{text},t\n" for text in quoted)
    path = folder / "project.db"
    with ProjectStore.create(path) as project:
        report = import_memos(path, file_of(folder, f"a.{name}", content))
        assert (report.imported, report.refused) == (len(wanted), ())
        session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
        for _ in wanted:
            session.draft_changed(Draft(label="cat"))
            session.submit(Pick(path=PickPath.SEARCH))
        export_training_file(project, folder / "out.jsonl", system_prompt="")

    rows = (folder / "out.jsonl").read_bytes().split(b"\n")
    assert rows.pop() == b""
    contents = [json.loads(row)["messages"][0]["content"] for row in rows]
    assert [one.encode() for one in contents] == [text.encode() for text in wanted]
