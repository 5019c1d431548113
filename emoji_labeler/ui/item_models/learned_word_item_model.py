"""The words that find an emoji because of this project, as rows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt

from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel
from emoji_labeler.wording import later, tr, tr_count

_COLUMNS = (later("Word"), later("Emoji"), later("Why it is here"))


class LearnedWordItemModel(TableItemModel):
    """One row a word, in three columns: the word, the emoji's name, the reason."""

    def __init__(
        self, words: Sequence[LearnedWord], *, pack: EmojiPack, parent: QObject | None = None
    ) -> None:
        super().__init__([tr(title) for title in _COLUMNS], parent=parent)
        self._words = list(words)
        self._pack = pack

    def word_at(self, row: int) -> LearnedWord:
        """Return the word of that row."""
        return self._words[row]

    def remove(self, row: int) -> None:
        """Take the row out."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._words[row]
        self.endRemoveRows()

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._words)

    def data(
        self,
        index: AnyIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | None:
        """Return the text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        word = self._words[index.row()]
        return (word.word, self._pack.name_of(word.label), _why(word))[index.column()]


def _why(word: LearnedWord) -> str:
    if word.kind is LearnedFrom.QUERY:
        return tr_count("typed {count} time", "typed {count} times", count=word.count)
    return tr_count("in {count} memo", "in {count} memos", count=word.count)
