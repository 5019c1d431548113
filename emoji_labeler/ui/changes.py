"""What has changed in the project, told to whoever shows it: one signal a kind of thing."""

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Screens never ask one another; they emit what they changed and look again when told.

    A signal says that something of its kind is on disk now, not what it is.
    """

    memos = Signal()
    annotations = Signal()
    verdicts = Signal()
    annotators = Signal()
    snapshots = Signal()
    jobs = Signal()
    prediction_runs = Signal()
    judgements = Signal()
    providers = Signal()
