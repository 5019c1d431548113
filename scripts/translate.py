"""Bring the catalogues of translations up to date: `scripts/translate.py`.

Every sentence of the package that is marked for translation is looked for, each
`assets/translations/<language>/LC_MESSAGES/emoji_labeler.po` gains what is new and loses what is
gone, and the `.mo` beside it is compiled anew. The same sources give the same bytes. What has no
translation yet is listed; write it into the `.po` and run the script again.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
TRANSLATIONS = CHECKOUT / "assets" / "translations"
_PACKAGE = CHECKOUT / "emoji_labeler"
_KEYWORDS = {"tr": None, "later": None, "tr_count": (1, 2)}
# The command line speaks English: other programs read it.
_METHODS = [("cli/**.py", "ignore"), ("**.py", "python")]


def main() -> int:
    """Renew every catalogue; return 1 where a sentence has no translation."""
    template = marked_sentences()
    untold = 0
    for path in catalogue_paths():
        catalogue = renewed(read_catalogue(path), template=template)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path)))
        missing = [message for message in catalogue if not _is_told(message)]
        untold += len(missing)
        print(f"{_language(path)}: {len(catalogue)} sentences, {len(missing)} without translation")
        for message in missing:
            print(f"  {_first_form(message)}")
    return 1 if untold else 0


def catalogue_paths() -> list[Path]:
    """Return the `.po` of every language."""
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/emoji_labeler.po"))


def marked_sentences() -> Catalog:
    """Return every sentence of the package that is marked for translation."""
    found = Catalog()
    extracted = extract_from_dir(_PACKAGE, method_map=_METHODS, keywords=_KEYWORDS)
    for name, line, sentence, _, _ in sorted(extracted, key=lambda one: one[:2]):
        found.add(sentence, locations=[(f"{_PACKAGE.name}/{name}", line)])
    return found


def read_catalogue(path: Path) -> Catalog:
    """Read the `.po` at `path`, in a folder named after its language."""
    with path.open("rb") as file:
        return read_po(file, locale=_language(path), domain=path.stem, abort_invalid=True)


def renewed(catalogue: Catalog, *, template: Catalog) -> Catalog:
    """Return the catalogue with the sentences of the template, and with no others."""
    # A date would be another one at every run and tell nothing that the history does not tell.
    dates = catalogue.creation_date, catalogue.revision_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.creation_date, catalogue.revision_date = dates
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return the catalogue as a `.po`; lines have no numbers, since they would change all day."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as a `.mo`."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _language(path: Path) -> str:
    return path.parent.parent.name


def _is_told(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return not message.id or all(forms)


def _first_form(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    sys.exit(main())
