"""The steps that made the schema, oldest first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emoji_labeler.storage.steps.m001_create_project import m001_create_project
from emoji_labeler.storage.steps.m002_keep_how_labels_were_found import (
    m002_keep_how_labels_were_found,
)
from emoji_labeler.storage.steps.m003_keep_snapshots import m003_keep_snapshots
from emoji_labeler.storage.steps.m004_keep_fine_tuning import m004_keep_fine_tuning
from emoji_labeler.storage.steps.m005_keep_predictions import m005_keep_predictions
from emoji_labeler.storage.steps.m006_keep_reviews import m006_keep_reviews
from emoji_labeler.storage.steps.m007_keep_generation_runs import m007_keep_generation_runs
from emoji_labeler.storage.steps.m008_keep_decisions_about_memos import (
    m008_keep_decisions_about_memos,
)
from emoji_labeler.storage.steps.m009_keep_label_names import m009_keep_label_names
from emoji_labeler.storage.steps.m010_keep_doubts_about_sendings import (
    m010_keep_doubts_about_sendings,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

STEPS: "tuple[Callable[[Database], None], ...]" = (
    m001_create_project,
    m002_keep_how_labels_were_found,
    m003_keep_snapshots,
    m004_keep_fine_tuning,
    m005_keep_predictions,
    m006_keep_reviews,
    m007_keep_generation_runs,
    m008_keep_decisions_about_memos,
    m009_keep_label_names,
    m010_keep_doubts_about_sendings,
)
