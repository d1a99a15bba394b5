"""From one Markdown source to a report in four formats and the gold records that judge its reading."""
