"""The words that Qt itself says: on the buttons of its dialogs and in the menus of its fields."""

from PySide6.QtWidgets import QApplication

from emoji_labeler.wording import ENGLISH


def speak_qt(app: QApplication, *, language: str) -> None:
    """Have Qt speak a language (a code such as ``ja``); English where Qt knows it not."""
    if language == ENGLISH:
        return
    from PySide6.QtCore import QLibraryInfo, QTranslator

    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
