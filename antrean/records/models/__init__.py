"""Every table of Antrean, in one application."""

from antrean.records.models.applications import (
    MOVES_MAX,
    Application,
    Appointment,
    Cancellation,
    FreedSeat,
    LiveApplication,
    Reconfirmation,
    Release,
)
from antrean.records.models.clock import ClockOffset
from antrean.records.models.hall import Call, CheckIn, Counter
from antrean.records.models.ledger import LedgerEntry, LedgerHead, LedgerLink
from antrean.records.models.offices import (
    CalendarRule,
    Capacity,
    Cell,
    Closure,
    Office,
    OfficeDay,
    OpeningHours,
    PoolShare,
)
from antrean.records.models.outbox import Notice
from antrean.records.models.people import DEPENDANTS_MAX, Account, Applicant, Duty
from antrean.records.models.reference import (
    ApplicantType,
    ApplicantTypeDocument,
    Condition,
    Document,
    DocumentRule,
    Fee,
    ImportRun,
    OfficeRule,
    PassportType,
    PurposeRule,
    Threshold,
    ValidityRule,
)

__all__ = [
    "DEPENDANTS_MAX",
    "MOVES_MAX",
    "Account",
    "Applicant",
    "ApplicantType",
    "ApplicantTypeDocument",
    "Application",
    "Appointment",
    "CalendarRule",
    "Call",
    "Cancellation",
    "Capacity",
    "Cell",
    "CheckIn",
    "ClockOffset",
    "Closure",
    "Condition",
    "Counter",
    "Document",
    "DocumentRule",
    "Duty",
    "Fee",
    "FreedSeat",
    "ImportRun",
    "LedgerEntry",
    "LedgerHead",
    "LedgerLink",
    "LiveApplication",
    "Notice",
    "Office",
    "OfficeDay",
    "OfficeRule",
    "OpeningHours",
    "PassportType",
    "PoolShare",
    "PurposeRule",
    "Reconfirmation",
    "Release",
    "Threshold",
    "ValidityRule",
]
