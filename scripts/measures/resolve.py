"""Measures the resolver: how reliable each rule is, and how many outputs a second it resolves.

    resolve [--wrong]

The theme tables are a second opinion: for every word in them that a rule without themes gives a
label, the label should be among those that the tables give. ``--wrong`` prints where it is not.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from emoji_labeler import resources
from emoji_labeler.emoji.known_names import KnownNames
from emoji_labeler.emoji.misspelling import misspelt
from emoji_labeler.emoji.output_parts import Part
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.resolving_rules import DIRECT_RULES, LOOSE_RULES
from emoji_labeler.emoji.theme_table import ThemeTable, load_theme_table
from emoji_labeler.services.resolving import resolver_for

# The tables hold real words, which that rule leaves alone only because the tables know them.
_RULES = tuple(rule for rule in (*DIRECT_RULES, *LOOSE_RULES) if rule.find is not misspelt)
_ROUNDS = 3


def main(arguments: list[str]) -> int:
    """Print a line a rule and a line a kind of output."""
    parser = argparse.ArgumentParser(prog="measure.py resolve")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args(arguments)
    pack = load_pack(resources.emoji_pack_folder())
    themes = load_theme_table(resources.theme_tables(), known_labels=pack.places)
    for rule, answers in reliability(pack, themes).items():
        wrong = [word for word, is_right in answers if not is_right]
        print(f"{rule:<28} n={len(answers):<5} right {1 - len(wrong) / len(answers):.2f}")
        if options.wrong:
            print("   ", ", ".join(wrong))
    for kind, outputs in _outputs(pack).items():
        print(f"{kind:<28} {_speed(outputs, pack):8,.0f} outputs a second")
    return 0


def reliability(pack: EmojiPack, themes: ThemeTable) -> dict[str, list[tuple[str, bool]]]:
    """Return for each rule the words that it was the first to answer, and whether it was right."""
    names = KnownNames(pack.emoji, base_label=pack.base_label)
    right: dict[str, set[str]] = defaultdict(set)
    for row in themes.rows:
        for word in row.words:
            right[word].update(map(pack.base_label, row.labels))
    answers: dict[str, list[tuple[str, bool]]] = {}
    for word, labels in right.items():
        for name, label in _first_answer(Part(word), names):
            answers.setdefault(name, []).append((word, pack.base_label(label) in labels))
    return {rule.name: answers[rule.name] for rule in _RULES if rule.name in answers}


def _first_answer(part: Part, names: KnownNames) -> Iterator[tuple[str, str]]:
    for rule in _RULES:
        if label := rule.find(part, names):
            yield rule.name, label
            return


def _outputs(pack: EmojiPack) -> dict[str, list[str]]:
    forms: dict[str, Callable[[str], str]] = {
        "labels": str,
        "with underscores": lambda label: label.replace("-", "_"),
        "in quotes": lambda label: f'"{label}"',
        "in JSON": lambda label: f'{{"label": "{label}"}}',
    }
    outputs = {kind: [form(label) for label in pack.labels] for kind, form in forms.items()}
    return outputs | {"emoji": [one.character for one in pack.emoji]}


def _speed(outputs: list[str], pack: EmojiPack) -> float:
    resolver = resolver_for(pack)
    resolver.resolve("Warm up!")
    started = time.perf_counter()
    for _ in range(_ROUNDS):
        for output in outputs:
            resolver.resolve(output)
    return _ROUNDS * len(outputs) / (time.perf_counter() - started)
