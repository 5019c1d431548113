"""What a project has spent on fine-tuning, and what it may."""

from emoji_labeler.domain.cost import DEFAULT_CONFIRM_ABOVE, Spending
from emoji_labeler.storage.project import ProjectStore

_LIMIT, _CONFIRM_ABOVE = "spending_limit", "confirm_above"


def spending(project: ProjectStore) -> Spending:
    """Return what the project has spent, and its limits."""
    spent, committed, unknown = 0.0, 0.0, 0
    for tracked in project.jobs.all():
        may_still_cost = tracked.is_live or tracked.intent.waits
        if not may_still_cost and tracked.job is None:
            continue
        amount = tracked.intent.cost.ceiling if may_still_cost else tracked.cost
        if amount is None:
            unknown += 1
        elif may_still_cost:
            committed += amount
        else:
            spent += amount
    limit = project.values.get(_LIMIT)
    return Spending(
        spent=spent,
        committed=committed,
        of_unknown_price=unknown,
        limit=float(limit) if limit else None,
        confirm_above=float(project.values.get(_CONFIRM_ABOVE) or DEFAULT_CONFIRM_ABOVE),
    )


def put_spending_limit(project: ProjectStore, limit: float | None) -> None:
    """Limit what the project may spend from now on, or lift the limit."""
    project.values.put(_LIMIT, "" if limit is None else str(limit))


def put_confirm_above(project: ProjectStore, amount: float) -> None:
    """Have amounts typed from more than this on."""
    project.values.put(_CONFIRM_ABOVE, str(amount))
