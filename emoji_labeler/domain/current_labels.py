"""What the emoji pack in use calls the emoji of a label that was given at any time."""


class CurrentLabels(dict[str, str]):
    """The present label of every label: ``current[label]``; most are their own.

    Made from pairs of an older label and the present one. A label that is asked for is remembered,
    so that millions of answers are folded at the price of a look into a dictionary, and every label
    lies in memory once. Whatever labels are compared for is compared by this.
    """

    def __missing__(self, label: str) -> str:
        self[label] = label
        return label
