"""The words that Qt itself says: on the buttons of its dialogs and in the menus of its fields."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication


def speak_qt(app: QApplication, *, language: str) -> None:
    """Have Qt speak a language (a code such as ``ja``); English where Qt knows it not."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
