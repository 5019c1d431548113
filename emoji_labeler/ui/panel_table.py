"""The screens of the window, one row each, in the order of the work."""

from typing import NamedTuple

from emoji_labeler.wording import later


class PanelRow(NamedTuple):
    """One screen: its name in the program, its words, its icon, and the class that shows it."""

    name: str
    text: str
    icon: str
    module: str
    class_name: str


ROWS: tuple[PanelRow, ...] = (
    PanelRow(
        name="annotate",
        text=later("Annotate"),
        icon="smile-plus",
        module="emoji_labeler.ui.panels.annotate_panel",
        class_name="AnnotatePanel",
    ),
    PanelRow(
        name="review",
        text=later("Review"),
        icon="user-check",
        module="emoji_labeler.ui.panels.review_panel",
        class_name="ReviewPanel",
    ),
    PanelRow(
        name="data",
        text=later("Data"),
        icon="database",
        module="emoji_labeler.ui.panels.data_panel",
        class_name="DataPanel",
    ),
    PanelRow(
        name="datasets",
        text=later("Datasets"),
        icon="layers",
        module="emoji_labeler.ui.panels.datasets_panel",
        class_name="DatasetsPanel",
    ),
    PanelRow(
        name="finetune",
        text=later("Fine-tune"),
        icon="graduation-cap",
        module="emoji_labeler.ui.panels.finetune_panel",
        class_name="FinetunePanel",
    ),
    PanelRow(
        name="compare",
        text=later("Compare"),
        icon="git-compare-arrows",
        module="emoji_labeler.ui.panels.compare_panel",
        class_name="ComparePanel",
    ),
    PanelRow(
        name="insights",
        text=later("Insights"),
        icon="chart-column",
        module="emoji_labeler.ui.panels.insights_panel",
        class_name="InsightsPanel",
    ),
)
"""Each class is a Panel built from the parts of the window and its actions."""
