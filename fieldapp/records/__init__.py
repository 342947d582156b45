"""What is recorded: the data dictionary as typed, frozen declarations.

Importing the package declares every code list and every entity.
"""

# The code lists come first: the fields of every entity name them.
from fieldapp.records import lists_household, lists_people, lists_work  # isort: split

from fieldapp.records.access_log import AccessEntry
from fieldapp.records.asking import Question, VisitReview
from fieldapp.records.benefit import Benefit
from fieldapp.records.cadre import Cadre
from fieldapp.records.coverage import CoverageMeasure
from fieldapp.records.health import (
    ChronicCard,
    ChronicFollowup,
    Maternal,
    MaternalVisit,
    Vaccination,
)
from fieldapp.records.household import CardRating, CardScheme, Household
from fieldapp.records.household_year import HouseholdYear
from fieldapp.records.income import IncomeLine, PovertyLine
from fieldapp.records.life_event import LifeEvent
from fieldapp.records.meeting import Meeting, MeetingDecision
from fieldapp.records.member import Member, MemberYear
from fieldapp.records.outcome import ExitReview, MonitoringCase, PublicNotice
from fieldapp.records.pairing import Pairing
from fieldapp.records.papers import Attachment, DqIssue, SyncBundle
from fieldapp.records.people import TeamMember
from fieldapp.records.places import Village, VillageGroup
from fieldapp.records.plan import Plan
from fieldapp.records.settings import CountySetting
from fieldapp.records.training import Training
from fieldapp.records.village_year import VillageYear
from fieldapp.records.work import Measure, MeasureCatalog, Visit, VisitIssue

__all__ = [
    "AccessEntry",
    "Attachment",
    "Benefit",
    "Cadre",
    "CardRating",
    "CardScheme",
    "ChronicCard",
    "ChronicFollowup",
    "CountySetting",
    "CoverageMeasure",
    "DqIssue",
    "ExitReview",
    "Household",
    "HouseholdYear",
    "IncomeLine",
    "LifeEvent",
    "Maternal",
    "MaternalVisit",
    "Measure",
    "MeasureCatalog",
    "Meeting",
    "MeetingDecision",
    "Member",
    "MemberYear",
    "MonitoringCase",
    "Pairing",
    "Plan",
    "PovertyLine",
    "PublicNotice",
    "Question",
    "SyncBundle",
    "TeamMember",
    "Training",
    "Vaccination",
    "Village",
    "VillageGroup",
    "VillageYear",
    "Visit",
    "VisitIssue",
    "VisitReview",
    "lists_household",
    "lists_people",
    "lists_work",
]
