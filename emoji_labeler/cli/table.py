"""Every command, and where it is; read at every start, so it imports nothing heavy."""

from typing import NamedTuple


class CommandRow(NamedTuple):
    """A command's name, the module and the attribute that hold it, and what it does."""

    name: str
    module: str
    attribute: str
    summary: str


COMMANDS = (
    CommandRow("import", "import_", "import_", "Bring memos from a file into a project."),
    CommandRow("generate", "generate", "generate", "Have a chat model write memos."),
    CommandRow("memos", "memos", "memos", "List memos with their labels."),
    CommandRow(
        "duplicates", "duplicates", "duplicates", "List memos that are nearly the same; decide."
    ),
    CommandRow("label", "label", "label", "Label one memo, or one after the other in a terminal."),
    CommandRow(
        "export", "export", "export", "Write the training file of a project, or a snapshot."
    ),
    CommandRow("snapshot", "snapshot", "snapshot", "Make, list and show dataset snapshots."),
    CommandRow("diff", "diff", "diff", "Tell what is different between two snapshots."),
    CommandRow("assign", "assign", "assign_", "Write each person's share into a file of its own."),
    CommandRow("merge", "merge", "merge_", "Put the files of several people back together."),
    CommandRow("status", "status", "status", "Tell how far the labelling is."),
    CommandRow(
        "agreement", "agreement", "agreement", "Tell how far people agree, how fast they are."
    ),
    CommandRow("search", "search", "search", "Find labels by English or Japanese words."),
    CommandRow("resolve", "resolve", "resolve", "Find the label that a raw output means."),
    CommandRow("suggest", "suggest", "suggest", "Suggest emoji for memos, on this machine alone."),
    CommandRow("finetune", "finetune", "finetune", "Have models trained, and watch the jobs."),
    CommandRow("predict", "predict", "predict", "Have every memo predicted, in one of ten ways."),
    CommandRow(
        "compare", "compare", "compare", "Compare prediction runs with people and each other."
    ),
    CommandRow("judge", "judge", "judge", "Tell whose emoji people found more convincing."),
    CommandRow("serve", "serve", "serve", "Serve and train models over the OpenAI wire."),
    CommandRow("doctor", "doctor", "doctor", "Look for what is wrong with this installation."),
    CommandRow("pack", "pack", "pack", "Look after emoji packs."),
)
COMMAND_NAMES = frozenset(row.name for row in COMMANDS)
