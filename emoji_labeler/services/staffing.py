"""The people of a project: who there is, in which colour, and who decides."""

from dataclasses import replace

from emoji_labeler.domain.annotator import COLOURS, Annotator, Role
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def people(project: ProjectStore) -> tuple[Annotator, ...]:
    """Return everybody, in the order they came."""
    return project.annotators.all()


def enter(project: ProjectStore, name: str) -> Annotator:
    """Let somebody take part; who is known already stays as they are."""
    return project.annotators.named(name)


def who_answers(project: ProjectStore, *, name: str) -> Annotator:
    """Return who of that name answers; in a file made for one person, that one where nobody does.

    A share is often opened on a computer that knows its owner by another name, and what was given
    to them would wait for nobody.
    """
    known, everybody = project.annotators.find(name), people(project)
    if known is None and len(everybody) == 1 and project.values.get("assigned_from"):
        return everybody[0]
    return known or enter(project, name)


def give_role(project: ProjectStore, name: str, role: Role) -> Annotator:
    """Let somebody decide between answers, or no more; enters who is not known yet."""
    return _put(project, replace(project.annotators.named(name), role=role))


def give_colour(project: ProjectStore, name: str, colour: str) -> Annotator:
    """Give somebody one of ``COLOURS``; enters who is not known yet."""
    if colour not in COLOURS:
        raise WrongUseError(
            tr("The annotator was not changed."),
            why=tr("There is no colour “{colour}”.", colour=colour),
            remedy=tr("Choose one of: {names}.", names=", ".join(COLOURS)),
        )
    return _put(project, replace(project.annotators.named(name), colour=colour))


def _put(project: ProjectStore, annotator: Annotator) -> Annotator:
    project.annotators.put(annotator)
    return annotator
