from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.theme_table import ThemeFault, ThemeRow, load_theme_table


def _table(folder: Path, text: str, *, name: str = "table.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_words_readings_and_labels_are_read_in_order(tmp_path: Path) -> None:
    path = _table(tmp_path, "words\treadings\tlabels\n会議|打合せ\tかいぎ|うちあわせ\tb a\n")
    row = ThemeRow(words=("会議", "打合せ"), readings=("かいぎ", "うちあわせ"), labels=("b", "a"))
    assert load_theme_table([path]).rows == (row,)


def test_a_table_without_readings_and_with_windows_line_ends_is_read(tmp_path: Path) -> None:
    path = _table(tmp_path, "\ufeffwords\tlabels\r\nmeeting | talk\tcat\r\n\r\n# a remark\r\n")
    assert load_theme_table([path]).rows == (ThemeRow(words=("meeting", "talk"), labels=("cat",)),)


def test_a_broken_row_is_reported_with_its_line_and_the_others_stay(tmp_path: Path) -> None:
    path = _table(tmp_path, "words\tlabels\ncat\tcat\nonly one column\n|\tcat\ndog\t \ndog\tdog\n")
    table = load_theme_table([path])
    assert [row.words for row in table.rows] == [("cat",), ("dog",)]
    assert [(fault.line, fault.path) for fault in table.faults] == [
        (3, path),
        (4, path),
        (5, path),
    ]


def test_an_unknown_label_is_reported_and_the_row_keeps_the_others(tmp_path: Path) -> None:
    path = _table(tmp_path, "words\tlabels\ncat\tcat unicat\nx\tunicat\n")
    table = load_theme_table([path], known_labels={"cat"})
    assert [row.labels for row in table.rows] == [("cat",)]
    assert table.faults[0] == ThemeFault(path=path, line=2, why="The pack has no label “unicat”.")
    assert table.faults[-1].why == "It names no label that the pack has."


def test_a_missing_table_is_empty_and_one_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_bytes(b"\xff\xfe\x00")
    table = load_theme_table([tmp_path / "none.tsv", broken])
    assert table.rows == ()
    assert [fault.path for fault in table.faults] == [broken]


def test_a_table_without_the_columns_is_one_fault(tmp_path: Path) -> None:
    table = load_theme_table([_table(tmp_path, "cat\tdog\nx\ty\n")])
    assert [fault.line for fault in table.faults] == [1]


def test_a_persons_own_table_comes_after_those_of_the_program(tmp_path: Path) -> None:
    first = _table(tmp_path, "words\tlabels\ncat\tcat\n", name="a.tsv")
    own = _table(tmp_path, "words\tlabels\nmimi\tcat\n", name="b.tsv")
    assert [row.words for row in load_theme_table([first, own]).rows] == [("cat",), ("mimi",)]


def test_the_tables_that_come_with_the_program_have_no_fault() -> None:
    pack = load_pack(resources.emoji_pack_folder())
    table = load_theme_table(resources.theme_tables()[:2], known_labels=pack.places)
    assert table.faults == ()
    assert len(table.rows) > 2_000
