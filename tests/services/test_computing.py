"""What the window has computed elsewhere comes back whole, and with what is shown of it."""

import pickle
from pathlib import Path

from emoji_labeler.domain.run_comparison import RowFilter, Standing
from emoji_labeler.services.comparing import compare_runs
from emoji_labeler.services.comparison_report import figure_rows
from emoji_labeler.services.computing import compute_comparison, compute_comparison_report
