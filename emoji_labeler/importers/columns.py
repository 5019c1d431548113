"""Which column of a table, or key of an object, holds which part of a memo."""

from collections.abc import Iterable, Sequence

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.domain.import_options import ImportOptions, MemoField
from emoji_labeler.domain.text import fold
from emoji_labeler.wording import tr

_NAMES: dict[MemoField, tuple[str, ...]] = {
    MemoField.TEXT: (
        *("text", "memo", "content", "transcript", "transcription", "body", "message"),
        *("memo text", "voice memo", "utterance", "sentence", "note", "description", "input"),
        *("本文", "テキスト", "メモ", "文字起こし", "書き起こし", "内容", "文章", "文", "発話"),
        *("音声メモ", "メモ本文", "日記", "入力"),
    ),
    MemoField.THEME: (
        *("theme", "topic", "subject", "title", "category", "heading"),
        *("テーマ", "主題", "話題", "題名", "タイトル", "題", "件名", "見出し", "カテゴリ"),
        *("カテゴリー", "分類", "トピック"),
    ),
    MemoField.LANGUAGE: ("language", "lang", "locale", "言語", "言葉", "ロケール"),
    MemoField.SOURCE: (
        *("source", "origin", "from", "src", "出典", "出所", "由来", "ソース", "元", "情報源"),
    ),
    MemoField.LABEL: (
        *("label", "labels", "emoji", "choice", "annotation", "category label", "class", "tag"),
        *("ラベル", "絵文字", "正解", "正解ラベル", "タグ"),
    ),
    MemoField.ANNOTATOR: (
        *("annotator", "labeler", "labeller", "annotated by", "completed by", "user", "username"),
        *("担当者", "作業者", "回答者", "ラベル付け担当"),
    ),
}


def _folded(name: str) -> str:
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split())


_FOLDED = {part: [_folded(name) for name in names] for part, names in _NAMES.items()}


def guess_fields(columns: Iterable[str], *, options: ImportOptions) -> dict[MemoField, str]:
    """Return the column of each part of the memo that can be told by the columns' names.

    A part that the options decide is not guessed; raises BadFileError where the options name a
    column that is not among ``columns``.
    """
    known = {_folded(column): column for column in reversed(list(columns))}
    decided = dict(options.columns)
    fields: dict[MemoField, str] = {}
    for part, column in decided.items():
        if not column:
            continue
        if column not in known.values():
            raise BadFileError(
                tr("The file was not imported."),
                why=tr("It has no column “{column}”.", column=column),
                remedy=tr("Choose one of: {columns}.", columns=", ".join(known.values())),
            )
        fields[part] = column
    for part, names in _FOLDED.items():
        match = next((known[name] for name in names if name in known), None)
        if part not in decided and match is not None and match not in fields.values():
            fields[part] = match
    return fields


def is_header(row: Sequence[str]) -> bool:
    """Whether a first row names columns instead of holding a memo."""
    return any(_folded(cell) in names for cell in row for names in _FOLDED.values())


def longest_column(rows: Iterable[Sequence[str]], *, among: Sequence[int]) -> int:
    """Return which of the places ``among`` holds most text; the first place if there is none."""
    lengths = dict.fromkeys(among or (0,), 0)
    for row in rows:
        for place in lengths:
            lengths[place] += len(row[place]) if place < len(row) else 0
    return max(lengths, key=lengths.__getitem__)
