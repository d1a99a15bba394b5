"""A report about Ardovia to be edited in Word: paragraphs, items, a quotation, tables, notes of both kinds,
figures, numbers of other paragraphs, words in five scripts."""

from __future__ import annotations

from tests.publish.printing.ardovia import edition, material

from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.material import Material

_FRONT = "title: The roads of Ardovia in 2031\nsubtitle: Working draft\nperiod: '2031'\ndate: '2032-02-01'\n"

_BODY = """
# Executive summary {.front .summary}

This report documents [=count:statement] statements and [=count:event] closure of a road.[@statement:{finding}]

The road to Brenn was closed for nine weeks.[@event:{closed}] Nobody was told why.

# Rhetoric

## Threats of force {#threats}

On 18 April 2031 Orvan Dreth, then minister of roads, said: “Every hill is ours, and every road too.”[@statement:{threat}] The words were shown on television the same evening. {#hills}

The speech was printed again two weeks later, with a preface by the ministry.[@source:{roads}] The preface calls the valley a corridor. {#preface}

On 2 March 2031 he had said in parliament: “There was never a town of that name.”[@statement:{denial}] No member of parliament answered him.

A map that hung behind the speaker showed the valley without its towns.^[The map was printed by Saltmarsh Press, see [@source:{book}]; it is not to scale.]

The daily Sellan Morning called the speech a warning; other papers did not mention it at all.[see @source:{debate}]

Three listeners told the council that they had left the hall before the end of the speech.

## Denial of names

The ministry wrote “Brenn” in quotation marks from May onwards, as if the town were only said to exist.[@source:{roads}, p. 4]

School books of the year name neither the town nor the river.^[Two of five school books were seen by the authors; see [@source:{book}].]

In the ministry's own letters the town is called:

- a settlement, in January;[@source:{debate}]
- a station, in March;
- nothing at all, from June onwards.

> The gate shuts at dusk. Nobody passes; not today.[@statement:{denial}]

An official of the ministry explained this practice as a matter of saving paper.

Several inscriptions were seen: [«Граница закрыта навсегда»]{lang=ru} on the northern gate, [«Սահմանը փակ է»]{lang=hy} on the bridge.^[Words as photographed; the translation is by the authors, compare [@source:{hills}].]

At the market a board read [„საზღვარი დაკეტილია“]{lang=ka}, and below it [“Sərhəd bağlıdır”]{lang=az}; see paragraph [#hills] for the speech.

A third board, in [«الحدود مغلقة»]{lang=ar}, was taken down in July.[@source:{hills}]

# The closed road {#road}

## What happened

The Ilm Valley Border Guard closed the road to Brenn on 1 May 2031.[@event:{closed}] Two trucks were turned back at noon. {#closed}

The first convoy waited at the gate for *eleven hours* before it turned round; [a film of it](https://tv.example/film) was shown later.

The second convoy took the mountain track, which the salt traders used long ago.^[On the salt trains see [@source:{book}], chapter 2.]

The council stated that [=claim:{dead}] were killed on the track during the summer.[@claim:{dead}]

A local official spoke of [=claim:{displaced}] displaced persons, as set out in table [#figures].

The guard denied that the track was watched by its posts.

Shops in Brenn ran out of flour in the third week of May, and of lamp oil in the fourth.[@source:{roads}]

The school moved into the cellar of the town hall, where it stayed until the holidays.

By the end of June the price of bread had doubled.[@source:{debate}]

## What was said about it

The minister said nothing for ten days, as paragraph [#closed] describes.

On 11 May 2031 a spokesman read a statement of four sentences to reporters.[@source:{roads}]

The statement does not name the town, the road or the guard.

Reporters asked whether the closure was lawful; the spokesman gave no answer.

The council published its own account in June, with a list of names.[@claim:{displaced}]

The account was confirmed in part by the ministry.^[In a letter of 20 June 2031, which the authors have seen; see also [@source:{roads}].]

Both accounts agree on the day and on the place.

They differ on the number of those who were killed.[@claim:{dead}; @source:{debate}]

Letters of the council remained without an answer.

Copies of them were shown to the authors.

## Accounts compared

The accounts differ in three points, which the table gives.

| Point | Council | Ministry |
|---|---|---|
| Day of the closure | 1 May 2031[@event:{closed}] | 1 May 2031 |
| Convoys | two | one |
| Wounded persons | not stated | not stated |

{#accounts}

Where the accounts differ, this report follows neither of them.

# Call for action {.recommendations}

The Council of Assemblies should reopen the road to Brenn without delay.

The ministry should publish the order by which the road was closed.

# Statements and figures {.annex}

![Statements](table:statements){#statements}

![Figures](table:figures){#figures}
"""


def report() -> Edition:
    """The edition as it is sent."""
    return parse(edition(_BODY, _FRONT))


def records() -> Material:
    """The dossier that it is printed from."""
    return material()
