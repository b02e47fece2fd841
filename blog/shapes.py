"""One shape for each thing that this app knows: a partner, a petition, a text that posts share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from cms import shapes


class PetitionState(models.TextChoices):
    """Where a petition stands."""

    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Receipt confirmed")
    ANSWERED = "answered", _("Answered")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReplyShape(TypedDict):
    """What came back: a document of this site, or an address elsewhere, empty where there is none."""

    date: shapes.IsoDate | None
    document: shapes.DocumentShape | None
    url: str


class PetitionShape(TypedDict):
    """A letter that asks for something.

    `document` is null where it is gone or not public, `reply` where there is none; `state_label` is the
    state in the page's language.
    """

    document: shapes.DocumentShape | None
    addressee: str
    date_sent: shapes.IsoDate | None
    summary: str
    state: PetitionState
    state_label: str
    reply: ReplyShape | None


class PartnerKind(models.TextChoices):
    """What a partner is."""

    CHARITY = "charity", _("Charity")
    COMMUNITY = "community", _("Community group")
    COMPANY = "company", _("Company")
    LEGAL = "legal", _("Lawyers")
    SCHOOL = "school", _("School or university")


class PartnerShape(TypedDict):
    """A partner."""

    id: int
    name: str
    url: str
    description: str
    kind: PartnerKind
    logo: shapes.Picture | None


class PartnersShape(TypedDict):
    """The wall of partners."""

    title: str
    partners: list[PartnerShape]


class ReusableTextShape(TypedDict):
    """A text that is kept in one place and shown in many."""

    id: int
    title: str
    text: shapes.RichText
