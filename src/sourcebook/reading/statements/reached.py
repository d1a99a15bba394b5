"""What an attribution leaves open, filled in from what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sourcebook.reading.statements.memory import Memory
from sourcebook.reading.statements.records import Said, same_name
from sourcebook.reading.statements.setting import Setting
from sourcebook.reading.statements.site import Attribution


def reached(attribution: Attribution, memory: Memory, records: list[Said]) -> Attribution | None:
    """The attribution with its pronoun and its "same interview" filled in from what was said before."""
    speaker = attribution.speaker
    if attribution.reach == "text":
        own = speaker
        if memory.author and not attribution.roles:
            attribution = replace(attribution, roles=memory.author_roles)
        speaker = memory.author or own or memory.speaker
        if memory.author is None and own:
            attribution = replace(attribution, reach=None, path="a text by itself")
            if attribution.setting.occasion == own:
                attribution = replace(attribution, setting=replace(attribution.setting, occasion=None))
    elif attribution.reach == "person":
        speaker = memory.person or memory.speaker
    elif attribution.reach == "several":
        speaker = memory.speaker or memory.person
    elif attribution.reach in ("former", "latter"):
        speaker = _of_two(memory.pair or memory.speaker, attribution.reach == "former")
    elif attribution.office and speaker:
        holder = memory.holder(speaker)
        if holder:
            attribution = replace(attribution, roles=(speaker,))
            speaker = holder
    if speaker is None:
        return None
    setting = attribution.setting
    if (
        attribution.reach in ("person", "several")
        and not attribution.roles
        and not _role_told(records, speaker)
    ):
        attribution = replace(attribution, roles=memory.roles)
    if attribution.same and memory.setting == Setting():
        memory.setting = memory.before
    if attribution.reach == "text" or attribution.same == "occasion":
        carried = Setting(None, memory.setting.occasion, memory.setting.place)
        dated = replace(carried.filled(setting), date=setting.date, stated=setting.stated)
        setting = dated.filled(memory.setting)
    elif setting.date is None and attribution.same == "next day":
        setting = replace(setting, date=_next_day(memory.setting.date or memory.day.date))
    elif setting.date is None and (attribution.same == "day" or attribution.answers):
        setting = replace(setting, date=memory.setting.date, stated=memory.setting.stated)
    elif setting.date is None and not (setting.occasion and records):
        setting = setting.filled(memory.setting if attribution.reach else memory.scene)
        setting = setting.filled(memory.day)
    return replace(attribution, speaker=speaker, setting=setting)


def _next_day(day: str | None) -> str | None:
    """The day after an exact day; None for anything else."""
    try:
        return (date.fromisoformat(day or "") + timedelta(days=1)).isoformat()
    except ValueError:
        return None


def _role_told(records: list[Said], speaker: str) -> bool:
    """Whether a statement of the paragraph has the speaker's office already."""
    return any(
        same_name(said.attribution.speaker or "", speaker) and said.attribution.roles for said in records
    )


def _of_two(names: str | None, first: bool) -> str | None:
    parts = (names or "").split(" and ")
    return parts[0 if first else -1].strip() or None
