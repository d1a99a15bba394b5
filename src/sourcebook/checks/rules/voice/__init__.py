"""Rules about the report's own words."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.voice.claim_unsourced import ClaimUnsourced
from sourcebook.checks.rules.voice.text_repeated import TextRepeated
from sourcebook.checks.rules.voice.tone_loaded import ToneLoaded
from sourcebook.checks.rules.voice.tone_unattributed import ToneUnattributed

RULES: tuple[type[Rule], ...] = (ToneLoaded, ToneUnattributed, ClaimUnsourced, TextRepeated)
