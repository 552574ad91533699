"""The table of engines as a picture: a bar for the median time of each, on a scale of powers of ten."""

import math
from collections.abc import Mapping
from html import escape

WIDTH, NAME, BAR, ROW, TITLE, EDGE = 760, 130, 480, 24, 34, 12
COLOURS = {"Summit": "#1f6feb"}
OTHERS = "#9aa4b2"
STYLE = "text{font:13px system-ui,sans-serif;fill:#57606a}.head{font-weight:600}.own{font-weight:600;fill:#1f6feb}"


def picture(results: Mapping[int, Mapping[str, Mapping]]) -> str:
    """An SVG of what was measured, by the number of passages and the engine; times in seconds."""
    times = [found["p50"] for engines in results.values() for found in engines.values()]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    parts, top = [], EDGE
    for passages, engines in results.items():
        heading = f"{passages:,} passages: median of a query (logarithmic scale)"
        parts.append(f'<text class="head" x="{EDGE}" y="{top + 18}">{heading}</text>')
        top += TITLE
        for engine, found in sorted(engines.items(), key=lambda pair: -pair[1]["p50"]):
            length = max(BAR * (math.log10(found["p50"]) - low) / (high - low), 2)
            style = ' class="own"' if engine in COLOURS else ""
            parts += [
                f'<text{style} x="{EDGE + NAME - 8}" y="{top + 15}" text-anchor="end">{escape(engine)}</text>',
                f'<rect x="{EDGE + NAME}" y="{top + 2}" width="{length:.0f}" height="{ROW - 6}" rx="2" '
                f'fill="{COLOURS.get(engine, OTHERS)}"/>',
                f'<text{style} x="{EDGE + NAME + length + 8:.0f}" y="{top + 15}">{_written(found["p50"])}</text>',
            ]
            top += ROW
        top += EDGE
    size = f'width="{WIDTH}" height="{top}" viewBox="0 0 {WIDTH} {top}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Median time of a query by engine">'
    return "\n".join((head, f"<style>{STYLE}</style>", *parts, "</svg>\n"))


def _written(seconds: float) -> str:
    """A time with two digits that count."""
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.2g} ms"
