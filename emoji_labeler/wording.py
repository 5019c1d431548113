"""The language in which the program speaks to the person.

The English sentence is the key: where a catalogue has no translation, the English is shown. Which
language is spoken belongs to the whole process, as a locale does, so it is the one thing here that
is kept in a module instead of being handed down.
"""

from typing import Protocol

from emoji_labeler import resources

BETWEEN = "\u00a0\u00a0·  "
"""Stands between facts on one line; where the line is broken, the dot stays at its end."""

ENGLISH = "en"
_DOMAIN = "emoji_labeler"


_FULL_WIDTH_ENDS = ("。", "！", "？")


class _Catalogue(Protocol):
    """What says a sentence in a language; the catalogues of gettext do."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...

    def info(self) -> dict[str, str]: ...


class _English:
    """Says every sentence as it stands in the program."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2

    def info(self) -> dict[str, str]:
        return {"language": ENGLISH}


_catalogue: _Catalogue = _English()


def speak(language: str) -> None:
    """Speak ``language`` (a code such as ``ja``) from now on; English without a catalogue."""
    global _catalogue  # noqa: PLW0603 - see the module's docstring.
    catalogues = resources.assets_folder() / "translations"
    if language == ENGLISH or not (catalogues / language).is_dir():
        _catalogue = _English()
        return
    from gettext import translation

    _catalogue = translation(_DOMAIN, localedir=catalogues, languages=[language], fallback=True)


def spoken_language() -> str:
    """Return the code of the language that is spoken."""
    return str(_catalogue.info().get("language", ENGLISH))


def later(sentence: str) -> str:
    """Return the English sentence of a table, to be translated with ``tr`` when it is shown.

    Tables are read before anybody has chosen a language; the name tells that this is a sentence.
    """
    return sentence


def tr(sentence: str, **values: object) -> str:
    """Return the sentence in the person's language, its ``{names}`` filled from values."""
    said = _catalogue.gettext(sentence)
    return said.format(**values) if values else said


def tr_count(one: str, many: str, *, count: int, **values: object) -> str:
    """Return the form that fits ``count``; ``{count}`` in it carries digit groups."""
    return _catalogue.ngettext(one, many, count).format(count=f"{count:,}", **values)


def sentences(*said: str) -> str:
    """Return sentences as one text: with spaces between them, where the script has spaces.

    Empty ones are left out.
    """
    text = ""
    for sentence in filter(None, said):
        gap = "" if not text or text.endswith(_FULL_WIDTH_ENDS) else " "
        text += gap + sentence
    return text
