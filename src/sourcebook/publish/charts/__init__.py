"""Charts and maps from records, as SVG with text alternatives and with n, sources and exclusions under each.

`counting` takes what a chart counts from the records, and says what it leaves out; one module a chart
makes of it a Vega-Lite specification and a sentence for those who do not see it; `rendering` makes the
SVG, with no network and the same bytes each time. `places/` draws the map itself. Charts say "documented
statements": how many were found, never how many there were. All words are data
(`words/<language>/charts.yaml`).
"""

from sourcebook.publish.charts.drawing import NoSuchChart, chart_names, draw
from sourcebook.publish.charts.nothing import NoData

__all__ = ["NoData", "NoSuchChart", "chart_names", "draw"]
