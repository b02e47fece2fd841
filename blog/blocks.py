"""The one body of posts and plain pages, and the blocks that know this app."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    ListBlock,
    StructBlock,
    StructValue,
    URLBlock,
)
from wagtail.blocks import TextBlock as PlainTextBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model

from blog.shapes import PartnersShape, PetitionShape, PetitionState, ReplyShape, ReusableTextShape
from cms import blocks, passages, shapes
from cms.blocks.choosers import DocumentChooserBlock, SnippetChooserBlock
from cms.blocks.media import passages_of_document
from cms.blocks.targets import Context, targets_of
from cms.rich_text import rich_text

if TYPE_CHECKING:
    from blog.models import Partner

REPLIED = (PetitionState.ANSWERED, PetitionState.REJECTED)


class PetitionValue(StructValue):
    @property
    def state_label(self) -> str:
        """The state in words; nothing in a draft that has none yet."""
        return str(dict(PetitionState.choices).get(self["state"], ""))

    @property
    def document_shape(self) -> shapes.DocumentShape | None:
        return shapes.document(self["document"])

    @property
    def reply_shape(self) -> shapes.DocumentShape | None:
        return shapes.document(self.get("reply_document"))


class PetitionBlock(StructBlock):
    """A letter that asks for something: to whom, when, and what came of it."""

    document = DocumentChooserBlock(label=_("Document"))
    addressee = CharBlock(
        label=_("Addressee"), max_length=200, help_text=_("For example: Social Welfare Department")
    )
    date_sent = DateBlock(label=_("Sent on"))
    summary = PlainTextBlock(
        label=_("Summary"),
        required=False,
        max_length=400,
        help_text=_("What it asks for, in one or two sentences."),
    )
    state = ChoiceBlock(
        choices=PetitionState.choices, default=PetitionState.SENT, label=_("State"), search_index=False
    )
    reply_date = DateBlock(label=_("Date of the reply"), required=False)
    reply_document = DocumentChooserBlock(label=_("Reply as document"), required=False)
    reply_url = URLBlock(label=_("or link to the reply"), required=False, search_index=False)

    api_shape = PetitionShape

    class Meta:
        icon = "mail"
        template = "blocks/petition.html"
        label = _("Petition")
        description = _("A letter or petition with its addressee, its state and the reply")
        value_class = PetitionValue

    def clean(self, value: PetitionValue) -> PetitionValue:
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if cleaned["reply_document"] and cleaned["reply_url"]:
            errors["reply_url"] = ValidationError(_("Give the reply as a document or as a link, not both."))
        has_reply = cleaned["reply_document"] or cleaned["reply_url"] or cleaned["reply_date"]
        if has_reply and cleaned["state"] not in REPLIED:
            errors["state"] = ValidationError(_("There is a reply: choose “Answered” or “Rejected”."))
        if cleaned["reply_date"] and cleaned["reply_date"] < cleaned["date_sent"]:
            errors["reply_date"] = ValidationError(_("The reply cannot be older than the petition."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_api_representation(self, value: PetitionValue, context: Context = None) -> Any:
        targets, reply = targets_of(self, value, context), None
        if value["state"] in REPLIED:
            reply = ReplyShape(
                date=iso(value["reply_date"]),
                document=targets.document(value["reply_document"]),
                url=value["reply_url"] or "",
            )
        return PetitionShape(
            document=targets.document(value["document"]),
            addressee=value["addressee"] or "",
            date_sent=iso(value["date_sent"]),
            summary=value["summary"] or "",
            state=PetitionState(value["state"] or PetitionState.SENT),
            state_label=value.state_label,
            reply=reply,
        )

    def get_passages(self, value: PetitionValue, language: str) -> Iterator[passages.Passage]:
        """Whom it asks and for what, and the titles of the letter and the reply in their languages."""
        yield from passages.of_text(value.get("addressee") or "", language)
        yield from passages.of_text(value.get("summary") or "", language)
        yield from passages_of_document(value.get("document"), language)
        if value.get("state") in REPLIED:
            yield from passages_of_document(value.get("reply_document"), language)

    def get_preview_value(self) -> Any:
        newest = get_document_model().objects.order_by("-created_at").first()
        return self.normalize(
            {
                "document": newest,
                "addressee": "Social Welfare Department",
                "date_sent": datetime.date(2017, 2, 27),
                "summary": "We ask that no member must find a guarantor to rent a room.",
                "state": PetitionState.ACKNOWLEDGED,
            }
        )


def iso(date: datetime.date | None) -> str | None:
    """A date as JSON holds it."""
    return date.isoformat() if date else None


class PartnersValue(StructValue):
    def shown(self, locale_id: int | None = None) -> "list[Partner]":
        """The chosen partners, else all of the language; only those that are shown."""
        from blog.models import Partner  # the models of this app hold these blocks

        if self["partners"]:
            chosen = [partner for partner in self["partners"] if partner and partner.is_shown]
            prefetch_related_objects(chosen, "logo__renditions")
            return chosen
        return list(Partner.objects.shown().in_locale(locale_id)) if locale_id else []


class PartnersBlock(StructBlock):
    """The wall of partners: all of them, or chosen ones."""

    title = CharBlock(label=_("Title"), required=False, max_length=120)
    partners = ListBlock(
        SnippetChooserBlock("blog.Partner", label=_("Partner")),
        label=_("Partners"),
        default=[],
        min_num=0,
        help_text=_("Leave empty for all partners."),
    )

    api_shape = PartnersShape

    class Meta:
        icon = "group"
        template = "blocks/partners.html"
        label = _("Partners")
        description = _("All partners, or the ones that you choose, with their logos")
        value_class = PartnersValue
        preview_value = {"title": "With thanks to", "partners": []}

    def get_context(self, value: PartnersValue, parent_context: Context = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["partners"] = value.shown(_locale_id(parent_context))
        return context

    def get_api_representation(self, value: PartnersValue, context: Context = None) -> Any:
        partners = [partner.shape for partner in value.shown(_locale_id(context))]
        return PartnersShape(title=value["title"] or "", partners=partners)

    def get_passages(self, value: PartnersValue, language: str) -> Iterator[passages.Passage]:
        """Nothing: whoever looks for a partner does not look for every page that thanks them."""
        return iter(())


def _locale_id(context: Context) -> int | None:
    """The locale of the page that a block stands on."""
    page = (context or {}).get("page")
    return page.locale_id if page else None


class ReusableTextBlock(StructBlock):
    """A text that is kept in one place and shown in many."""

    reusable_text = SnippetChooserBlock("blog.ReusableText", label=_("Reusable text"))

    api_shape = ReusableTextShape | None

    class Meta:
        icon = "snippet"
        template = "blocks/reusable_text.html"
        label = _("Reusable text")
        description = _("A text that returns in many posts, such as “About us”")

    def get_passages(self, value: StructValue, language: str) -> Iterator[passages.Passage]:
        """Nothing: a text that stands in every post would find every post."""
        return iter(())

    def get_api_representation(self, value: StructValue, context: Context = None) -> Any:
        text = value["reusable_text"]
        if text is None:
            return None
        words = rich_text(text.text, targets_of(self, value, context))
        return ReusableTextShape(id=text.pk, title=text.title, text=words)

    def get_preview_value(self) -> Any:
        from blog.models.reusable import ReusableText

        return self.normalize({"reusable_text": ReusableText.objects.first()})


class BodyBlock(blocks.OutlinedBlock):
    """The one body: a block for each thing that a post or a page holds."""

    text = blocks.TextBlock(group=_("Words"))
    heading = blocks.HeadingBlock(group=_("Words"))
    quotation = blocks.QuotationBlock(group=_("Words"))
    reusable_text = ReusableTextBlock(group=_("Words"))
    picture = blocks.PictureBlock(group=_("Pictures and documents"))
    gallery = blocks.GalleryBlock(group=_("Pictures and documents"))
    document = blocks.DocumentBlock(group=_("Pictures and documents"))
    petition = PetitionBlock(group=_("Pictures and documents"))
    figures = blocks.FiguresBlock(group=_("Figures"))
    table = blocks.TableBlock(group=_("Figures"))
    call_to_action = blocks.CallToActionBlock(group=_("More"))
    partners = PartnersBlock(group=_("More"))
    embed = blocks.EmbedBlock(group=_("More"))
