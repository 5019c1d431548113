"""The error tree: everything that can go wrong and that a person can do something about.

    EmojiLabelerError
    ├── WrongUseError        the request itself makes no sense: nothing was done
    ├── BadFileError         a file that was given cannot be read as what it should be
    ├── OutputError          a file that was asked for cannot be written
    ├── ProjectError         the project file cannot be opened, read or written
    │   └── SavingError      one answer did not reach the disk
    ├── SettingsError        the settings could not be written
    ├── PackError            an emoji pack cannot be used
    └── ProviderError        a model server refused, failed or could not be reached

Anything else that is raised is a bug.
"""


class EmojiLabelerError(Exception):
    """An error in three parts: what did not happen, why, and what the person can do."""

    def __init__(self, what: str, *, why: str, remedy: str) -> None:
        super().__init__(f"{what} {why} {remedy}")
        self.what = what
        self.why = why
        self.remedy = remedy


class WrongUseError(EmojiLabelerError):
    """The request makes no sense as it was put."""


class BadFileError(EmojiLabelerError):
    """A file cannot be read as what it should be."""


class OutputError(EmojiLabelerError):
    """A file that was asked for cannot be written; what was there before is as it was."""


class ProjectError(EmojiLabelerError):
    """The project file cannot be opened, read or written."""


class SavingError(ProjectError):
    """One answer did not reach the disk."""


class SettingsError(EmojiLabelerError):
    """The settings could not be written."""


class PackError(EmojiLabelerError):
    """An emoji pack cannot be used."""


class ProviderError(EmojiLabelerError):
    """A model server refused, failed or could not be reached."""
