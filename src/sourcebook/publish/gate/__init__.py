"""The gate: nothing leaves without its checks.

`sentences` asks of every sentence what it rests on, `quotations` compares what is quoted with the record that
is referred to, `passing` brings these together with the rules over a report and over a dossier, and with the
overrides that an edition has for them.
"""

from sourcebook.publish.gate.passing import Passing, pass_gate

__all__ = ["Passing", "pass_gate"]
