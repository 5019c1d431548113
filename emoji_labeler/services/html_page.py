"""One HTML file that can be mailed: everything that is seen on it lies in it."""

import base64
from collections.abc import Iterable
from html import escape

from emoji_labeler.domain.chart import Chart, ChartLook
from emoji_labeler.services.charting import chart_svg

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem;
  color: #1c1c1e; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.5rem }
div { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px }
th, td { border-bottom: 1px solid #d8d8dc; padding: .4rem .7rem; text-align: left;
  white-space: nowrap }
td.differs { background: #fff4d6 }
img { display: block; margin: 1rem 0; max-width: 100% }
"""


def html_page(title: str, parts: Iterable[str], *, style: str = "") -> bytes:
    """Return the page; ``parts`` are markup already, ``style`` goes behind the common one."""
    lines = [
        "<!doctype html>",
        '<html><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{_STYLE}{style}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        *parts,
        "</body></html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def chart_markup(chart: Chart, *, look: ChartLook) -> str:
    """Return a chart as a picture.

    Not as elements: the names inside two charts would be the same.
    """
    svg = chart_svg(chart, look=look).encode()
    return f'<img alt="{escape(chart.title)}" src="{data_uri(svg, kind="image/svg+xml")}">'


def data_uri(content: bytes, *, kind: str) -> str:
    """Return an address that is the file itself; ``kind`` is its media type."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
