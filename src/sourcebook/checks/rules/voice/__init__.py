"""Rules about the own words of a report, and of a dossier's team."""

from sourcebook.checks.rule import DossierRule, Rule
from sourcebook.checks.rules.voice.claim_unsourced import ClaimUnsourced
from sourcebook.checks.rules.voice.record_tone_loaded import RecordToneLoaded
from sourcebook.checks.rules.voice.record_tone_unattributed import RecordToneUnattributed
from sourcebook.checks.rules.voice.text_repeated import TextRepeated
from sourcebook.checks.rules.voice.tone_loaded import ToneLoaded
from sourcebook.checks.rules.voice.tone_unattributed import ToneUnattributed

RULES: tuple[type[Rule], ...] = (ToneLoaded, ToneUnattributed, ClaimUnsourced, TextRepeated)
OF_DOSSIERS: tuple[type[DossierRule], ...] = (RecordToneLoaded, RecordToneUnattributed)
