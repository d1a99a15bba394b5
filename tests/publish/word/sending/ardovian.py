"""An edition about the invented country with everything that a Word file must give back."""

from __future__ import annotations

from tests.publish.printing.ardovia import edition, material

from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.material import Material

FRONT = "title: Ardovia in 2031\nsubtitle: Annual report\nperiod: '2031'\ndate: 2032-02-01\n"
BODY = """
# Summary {#summary .front .summary}

This report documents *threats* and closures.[@statement:{threat}]

# Threats of force {#threats}

## In speeches[@statement:{denial}]

Orvan Dreth said that “every hill is ours”,[@statement:{threat}; see @source:{book}, p. 4] and **again** in May.^[He
spoke in Brenn; see [@source:{hills}] and, of the same day, [@source:{roads}, p. 2].] The road was closed. {#road}

- closed to carts;[@event:{closed}]
- (iv) closed to *people*, by [=claim:{dead}] accounts;
- mined.[~@event:{closed}]

At least [=claim:{dead}] were killed[@claim:{dead}], see paragraph [#road].^[Figures of the council.]

> Every hill is ours, and [«каждая дорога»]{lang=ru} too.[@statement:{threat}]

| Day | What |
| --- | --- |
| 18 April[@statement:{threat}] | said [=claim:{displaced}] |
|  | *denied*^[In [@source:{debate}].] |

{#days}

A [link](https://sel.example/a) and a [*link* with a note^[Of it.]](https://sel.example/b). {#links}

Not numbered.[@source:{book}] {.unnumbered}

Two ministers spoke of the hills.[@statement:{finding}]

# Recommendations {.recommendations}

The council should reopen the road of paragraph [#road].

The guard should leave.[@event:{closed}]

# Statements {.annex}

![Statements of the year](table:statements){#said}

# Abbreviations {.annex}

![Abbreviations](table:abbreviations)

# Methodology {.annex}

![Methodology](table:methodology)
"""


def ardovian(body: str = BODY, more: str = "") -> tuple[Edition, Material]:
    """The edition and what it may draw upon; `more` is put at its end."""
    return parse(edition(body + more, FRONT)), material()
