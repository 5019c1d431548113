"""Labels that come with memos from other programs: by rule, by hand, or not at all."""

import json
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.domain.annotation import Draft, PickPath
from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.domain.labelled_memo import MemoAnswer
from emoji_labeler.domain.pick import Pick
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.importing import ImportReport, import_memos, preview_import
from emoji_labeler.services.label_census import take_label_census
from emoji_labeler.services.label_mapping import keep_label_mapping, read_label_map
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.refused_rows import save_refused_rows
from emoji_labeler.storage.project import ProjectStore

TASKS = [
    {
        "id": 1,
        "data": {"text": "the cat slept", "theme": "pets"},
        "annotations": [
            {
                "id": 11,
                "completed_by": {"id": 1, "email": "aiko@example.com"},
                "result": [
                    {
                        "from_name": "emoji",
                        "to_name": "text",
                        "type": "choices",
                        "value": {"choices": ["cat-face", "cat"]},
                    },
                    {
                        "from_name": "why",
                        "to_name": "text",
                        "type": "textarea",
                        "value": {"text": ["not sure"]},
                    },
                ],
                "was_cancelled": False,
                "ground_truth": False,
                "created_at": "2024-03-09T22:16:08.728353+09:00",
                "lead_time": 4.288,
            },
            {"id": 12, "completed_by": 7, "result": [], "was_cancelled": True},
        ],
        "predictions": [
            {"result": [{"type": "choices", "value": {"choices": ["dog-face"]}}], "score": 0.9}
        ],
    },
    {
        "id": 2,
        "data": {"text": "雨の一日"},
        "annotations": [
            {
                "completed_by": 7,
                "result": [{"type": "choices", "value": {"choices": [":umbrella:"]}}],
            }
        ],
    },
    {
        "id": 3,
        "data": {"text": "a party"},
        "annotations": [{"result": [{"type": "choices", "value": {"choices": ["Feier!"]}}]}],
    },
    {"id": 4, "data": {"text": "nothing said"}, "annotations": []},
    {"id": 5, "data": {"image": "x.png"}, "annotations": []},
]


@pytest.fixture(scope="session")
def pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.db"
    ProjectStore.create(path).close()
    return path


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    return written(tmp_path / "export.json", json.dumps(TASKS, ensure_ascii=False, indent=1))


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def answers(project: Path) -> list[MemoAnswer]:
    with ProjectStore.open(project) as store:
        return [one for one in store.memo_answers.all() if one.status]


def labels(project: Path) -> list[tuple[str, str, str]]:
    """Memo, annotator and label of every answer."""
    return [(one.text, one.annotator, one.label) for one in answers(project)]


def imported(project: Path, file: Path, pack: EmojiPack, **decided: object) -> ImportReport:
    options = ImportOptions(annotator="Mika", **decided)  # type: ignore[arg-type]  # Given by name.
    return import_memos(project, file, options=options, pack=pack)


def test_a_label_studio_export_brings_the_annotations_of_everybody(
    tasks: Path, empty: Path, pack: EmojiPack
) -> None:
    report = imported(empty, tasks, pack)

    assert (report.imported, report.answers, report.answers_there) == (4, 3, 0)
    assert labels(empty) == [
        ("the cat slept", "aiko@example.com", "cat-face"),
        ("the cat slept", "Label Studio 7", ""),
        ("雨の一日", "Label Studio 7", "umbrella"),
    ]
    first, skipped, _ = answers(empty)
    assert (first.theme, first.note, first.also_acceptable) == ("pets", "not sure", ("cat",))
    assert skipped.status == "skipped"
    with ProjectStore.open(empty) as store:
        annotation = next(store.annotations.all())
    assert annotation.submitted_at == "2024-03-09T13:16:08.728Z"
    assert annotation.lead_time_ms == 4288


def test_a_task_without_a_text_is_refused_with_its_line(
    tasks: Path, empty: Path, pack: EmojiPack
) -> None:
    [refused] = imported(empty, tasks, pack).refused

    lines = tasks.read_text("utf-8").split("\n")
    assert lines[refused.line - 1] == " {"
    assert '"id": 5' in lines[refused.line]
    assert refused.reason == "It has no “text”."


def test_a_label_that_is_not_known_waits_until_somebody_maps_it(
    tasks: Path, empty: Path, pack: EmojiPack
) -> None:
    assert imported(empty, tasks, pack).unknown_labels == (("Feier!", 1),)

    keep_label_mapping(empty, {"Feier!": "party-popper"})
    report = imported(empty, tasks, pack)

    assert (report.imported, report.answers, report.answers_there) == (0, 1, 3)
    assert report.unknown_labels == ()
    assert ("a party", "Mika", "party-popper") in labels(empty)


def test_a_label_can_be_left_out_for_good(tasks: Path, empty: Path, pack: EmojiPack) -> None:
    keep_label_mapping(empty, {"Feier!": ""})

    report = imported(empty, tasks, pack)

    assert report.unknown_labels == ()
    assert "a party" not in [text for text, *_ in labels(empty)]


def test_the_census_says_what_is_unknown_before_anything_is_imported(
    tasks: Path, empty: Path, pack: EmojiPack
) -> None:
    census = take_label_census(empty, tasks, options=ImportOptions(), pack=pack)

    assert census is not None
    assert (census.answers, census.labels, census.unknown_answers) == (4, 3, 1)
    assert census.annotators == ("aiko@example.com", "Label Studio 7")
    [unknown] = census.unknown
    assert (unknown.raw, unknown.answers) == ("Feier!", 1)
    assert unknown.guess in pack
    assert answers(empty) == []


def test_an_answer_that_was_given_here_is_never_replaced(
    tmp_path: Path, project: ProjectStore, pack: EmojiPack
) -> None:
    session = LabelingSession(project, annotator=project.annotators.named("Mika"))
    session.draft_changed(Draft(label="cat-face"))
    session.submit(Pick(path=PickPath.SEARCH))
    file = written(tmp_path / "a.csv", "text,label\ncat,dog-face\nrain,umbrella\n")

    report = imported(project.path, file, pack)

    assert (report.already_there, report.answers, report.answers_there) == (2, 1, 1)
    assert labels(project.path) == [("cat", "Mika", "cat-face"), ("rain", "Mika", "umbrella")]
    assert session.undo()
    assert labels(project.path) == [("rain", "Mika", "umbrella")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "text,label,annotator\ncat,cat-face,Ben\n"),
        ("a.csv", 'text;emoji;user\ncat;"{""choices"": [""cat-face""]}";Ben\n'),
        ("a.tsv", "メモ\tラベル\t担当者\ncat\tcat-face\tBen\n"),
        ("a.jsonl", '{"text": "cat", "label": "cat-face", "annotator": "Ben"}\n'),
        ("a.json", '[{"text": "cat", "labels": ["cat-face"], "annotator": "Ben"}]'),
        ("a.json", '[{"text": "cat", "label": {"choices": ["cat-face"]}, "annotator": "Ben"}]'),
        (
            "a.jsonl",
            '{"id": 1, "data": "cat", "annotations": [{"label": "cat-face", "user": "Ben"}]}',
        ),
    ],
)
def test_labels_come_from_every_format(
    tmp_path: Path, empty: Path, pack: EmojiPack, name: str, content: str
) -> None:
    imported(empty, written(tmp_path / name, content), pack)

    assert labels(empty) == [("cat", "Ben", "cat-face")]


def test_a_doccano_export_is_of_the_person_who_is_named(
    tmp_path: Path, empty: Path, pack: EmojiPack
) -> None:
    lines = [
        {"id": 1, "text": "cat", "label": ["cat-face"], "Comments": ["sure"]},
        {"id": 2, "text": "rain", "label": []},
        {"id": 3, "text": "Berlin", "label": [[0, 6, "PLACE"]]},
    ]
    file = written(tmp_path / "admin.jsonl", "\n".join(map(json.dumps, lines)))

    report = imported(empty, file, pack)

    assert preview_import(file).format_name == "doccano"
    assert (report.imported, report.answers) == (3, 1)
    assert labels(empty) == [("cat", "Mika", "cat-face")]
    assert answers(empty)[0].note == "sure"


def test_what_a_chat_row_answers_is_its_label(tmp_path: Path, empty: Path, pack: EmojiPack) -> None:
    def row(user: str, assistant: str) -> str:
        said = [{"role": "user", "content": user}, {"role": "assistant", "content": assistant}]
        return json.dumps({"messages": said})

    content = "\n".join([row("cat", "cat-face"), row("tax", "Well, let me think. " * 20)])

    report = imported(empty, written(tmp_path / "a.jsonl", content), pack)

    assert labels(empty) == [("cat", "Mika", "cat-face")]
    assert (report.imported, report.unknown_labels) == (2, ())


def test_labels_stay_behind_when_nobody_wants_them(
    tmp_path: Path, empty: Path, pack: EmojiPack
) -> None:
    file = written(tmp_path / "a.csv", "text,label\ncat,cat-face\n")

    imported(empty, file, pack, columns=((MemoField.LABEL, ""),))
    import_memos(empty, file)

    assert labels(empty) == []


def test_a_cancelled_import_leaves_no_annotator_behind(
    tmp_path: Path, empty: Path, pack: EmojiPack
) -> None:
    rows = "".join(f"memo {number},cat-face,Ben\n" for number in range(5_000))
    file = written(tmp_path / "a.csv", "text,label,annotator\n" + rows)
    looks = iter(range(4))

    report = import_memos(empty, file, pack=pack, is_cancelled=lambda: next(looks, None) is None)

    assert report == ImportReport(is_cancelled=True)
    with ProjectStore.open(empty) as store:
        assert store.annotators.all() == ()
        assert store.memos.count() == 0


def test_the_first_answer_of_somebody_for_a_text_counts(
    tmp_path: Path, empty: Path, pack: EmojiPack
) -> None:
    file = written(tmp_path / "a.csv", "text,label\ncat,cat-face\nCAT,dog-face\n")

    report = imported(empty, file, pack)

    assert (report.imported, report.already_there) == (1, 1)
    assert labels(empty) == [("cat", "Mika", "cat-face")]


@pytest.mark.parametrize(
    ("name", "content", "mended", "rows"),
    [
        (
            "a.csv",
            "本文,theme\n猫,x\nragged\n,empty\n犬,y\n".encode("cp932"),
            "本文,theme\nragged\n,empty\n".encode("cp932"),
            2,
        ),
        ("a.jsonl", b'{"text": "cat"}\n{"text": 5}\nno json\n', b'{"text": 5}\nno json\n', 2),
        (
            "a.json",
            '[{"text": "cat"},\n {"text": "",\n  "theme": "猫"}]'.encode(),
            b'{"text": "", "theme": "\\u732b"}\n',
            1,
        ),
        ("a.txt", b"one\nb\xffd\ntwo\n", b"b\xffd\n", 1),
        ("a.csv", b'text;n\n"two\nlines";1;2\nfine;1\n', b'text;n\n"two\nlines";1;2\n', 1),
    ],
)
def test_refused_rows_are_saved_to_the_last_byte(
    tmp_path: Path, name: str, content: bytes, mended: bytes, rows: int
) -> None:
    count = save_refused_rows(written(tmp_path / name, content), tmp_path / "refused")

    assert (tmp_path / "refused").read_bytes() == mended
    assert count == rows


def test_refused_rows_can_be_mended_and_imported_again(tmp_path: Path, empty: Path) -> None:
    file = written(tmp_path / "a.csv", "text,theme\ncat,pets\nrain\n")
    import_memos(empty, file)
    save_refused_rows(file, tmp_path / "b.csv")

    mended = (tmp_path / "b.csv").read_text().replace("rain", "rain,weather")
    report = import_memos(empty, written(tmp_path / "b.csv", mended))

    assert (report.imported, report.refused_count) == (1, 0)


def test_a_list_is_read_however_it_is_cut_into_pieces(
    tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emoji_labeler.importers.source._CHUNK_BYTES", 3)
    monkeypatch.setattr("emoji_labeler.importers.source._HEAD_BYTES", 200)
    rows = [{"text": f'猫 {number} ["]}}', "n": [number, {"a": "}"}]} for number in range(30)]
    file = written(tmp_path / "a.json", json.dumps(rows, ensure_ascii=False, indent=2))

    report = import_memos(empty, file, options=ImportOptions(format_name="jsonl", encoding="utf-8"))

    assert (report.imported, report.refused) == (30, ())


def test_a_label_map_is_read_from_a_table(tmp_path: Path, pack: EmojiPack) -> None:
    file = written(tmp_path / "map.csv", "Katze,cat-face\nHund,dog-face\nWeg,\n")

    assert read_label_map(file, pack=pack) == {"Katze": "cat-face", "Hund": "dog-face", "Weg": ""}
    with pytest.raises(BadFileError, match="Line 2: the pack has no label “kitty”"):
        read_label_map(written(file, "a,cat-face\nb,kitty\n"), pack=pack)


def test_a_member_of_a_list_that_has_no_end_is_refused_with_its_line(
    tmp_path: Path, empty: Path
) -> None:
    endless = '[{"text": "a"},\n{"text": "' + "x" * 3_000_000 + '"}]'

    with pytest.raises(BadFileError, match="Line 2: It is longer than 1,000,000 bytes"):
        import_memos(empty, written(tmp_path / "a.json", endless))

    with ProjectStore.open(empty) as store:
        assert store.memos.count() == 0
