"""Forms of a word that mean the same, for names that have to be found and not only searched.

``inflection`` guesses widely, since a search shows what it finds to a person who chooses. Here a
guess becomes the label, so most of them are refused.
"""

from emoji_labeler.emoji.folding import has_kanji
from emoji_labeler.emoji.inflection import dictionary_forms

_SHORTEST_DERIVED = 5


def word_forms(word: str) -> list[str]:
    """Return the plural, singular, verb form or other spelling a word may stand for.

    Only endings that leave the meaning alone are cut: a corner has nothing to do with corn.
    """
    forms = [form for form in dictionary_forms(word) if _is_same_word(word, form)]
    if word.isascii() and len(word) > 2 and word.isalpha():
        forms += [word + "s", word + "es"] if word[-1] != "s" else []
        if word.endswith("ing"):
            forms.append(f"person {word}")
        elif word.endswith("er"):
            forms += [f"{form}ing" for form in (word[:-2], word[:-1], word[:-3])]
    return forms


def _is_same_word(word: str, form: str) -> bool:
    if not word.isascii():
        return len(form) > 1 and has_kanji(form)
    if not word.startswith(form):
        return len(form) > 2 and (abs(len(word) - len(form)) < 2 or word[-2:] == form[-2:])
    if word.endswith("s"):
        return len(form) > 2 and not word.endswith("ss")
    return word.endswith(("ing", "ed")) and len(form) > 3


def loose_forms(word: str) -> list[str]:
    """Return forms of a word that are good enough where other words must agree too."""
    forms = [word, *word_forms(word), *dictionary_forms(word)]
    forms += [form + "s" for form in forms if form.isascii()]
    if len(word) >= _SHORTEST_DERIVED:
        forms += [word + "y", word[:-2]]
    return forms
