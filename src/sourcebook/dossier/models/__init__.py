"""The tables: one file a record type, with its parts and the fields that need evidence."""

from sourcebook.dossier.models.access import ApiToken, Invitation, Sighting
from sourcebook.dossier.models.actor import Actor, Name
from sourcebook.dossier.models.capture import Capture, CustodyEntry, TextLayer
from sourcebook.dossier.models.claim import Claim
from sourcebook.dossier.models.coding import Coding
from sourcebook.dossier.models.desk import SavedView, Work, WorkState
from sourcebook.dossier.models.dossier import Codebook, Dossier
from sourcebook.dossier.models.edition import Edition, EditionText, Release, SignOff
from sourcebook.dossier.models.event import Event, Involvement
from sourcebook.dossier.models.evidence import Evidence
from sourcebook.dossier.models.followup import FollowUp
from sourcebook.dossier.models.history import Change, Proposal, Revision
from sourcebook.dossier.models.people import Account, Membership, Organisation, Role
from sourcebook.dossier.models.place import PartOf, Place
from sourcebook.dossier.models.record import Level, Own, Part, Record, Status, Theme
from sourcebook.dossier.models.relation import Relation
from sourcebook.dossier.models.search import SearchText
from sourcebook.dossier.models.source import Source, SourceUrl
from sourcebook.dossier.models.statement import Addressee, Speaker, Statement
from sourcebook.dossier.models.watch import Watch, WatchSearch
from sourcebook.dossier.models.withheld import Withheld
from sourcebook.dossier.models.word import ChangeDecision, ProposedChange, Sending, Taking

__all__ = [
    "Account",
    "Actor",
    "Addressee",
    "ApiToken",
    "Capture",
    "Change",
    "ChangeDecision",
    "Claim",
    "Codebook",
    "Coding",
    "CustodyEntry",
    "Dossier",
    "Edition",
    "EditionText",
    "Event",
    "Evidence",
    "FollowUp",
    "Invitation",
    "Involvement",
    "Level",
    "Membership",
    "Name",
    "Organisation",
    "Own",
    "Part",
    "PartOf",
    "Place",
    "Proposal",
    "ProposedChange",
    "Record",
    "Relation",
    "Release",
    "Revision",
    "Role",
    "SavedView",
    "SearchText",
    "Sending",
    "Sighting",
    "SignOff",
    "Source",
    "SourceUrl",
    "Speaker",
    "Statement",
    "Status",
    "Taking",
    "TextLayer",
    "Theme",
    "Watch",
    "WatchSearch",
    "Withheld",
    "Work",
    "WorkState",
]
