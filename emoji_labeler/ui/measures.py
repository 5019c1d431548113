"""Distances that the screens share, in device-independent pixels."""

CARD_MARGIN = 20
"""From the edge of a card to what is in it."""

CHART_MARGIN = 14
"""From the edge of a chart to its title, as `charts/` draws it."""

GAP = 14
"""Between two cards."""

DIALOG_MARGINS = (24, 20, 24, 18)
"""Left, top, right and bottom of a dialog."""

CONTROL_HEIGHT = 34
"""How high the style sheet makes a field, a choice and a button."""

CONTROL_RADIUS = 9
"""How round the corners of a control are."""
