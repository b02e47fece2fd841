"""What goes along when the whole site moves: each app names the kinds of its own things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Kind:
    """Things of one model; `without` are fields that are made anew or stay behind, in subclasses too.

    `narrowed` are fields of which a part goes along: each function gives that part of any value.
    """

    name: str
    model_name: str
    without: tuple[str, ...] = ()
    wanted: Callable[["QuerySet[Any]"], "QuerySet[Any]"] = lambda rows: rows
    narrowed: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.model_name)

    def rows(self) -> "QuerySet[Any]":
        """All that goes along, in an order that does not change."""
        return self.wanted(self.model._base_manager.all()).order_by("pk")


# By name. Things are written in this order, though what they name may come later.
kinds: dict[str, Kind] = {}


def register(*more: Kind) -> None:
    kinds.update({kind.name: kind for kind in more})


# By model, why its rows do not go along; docs/moving.md says it in the same words.
left_behind: dict[str, str] = {}


def leave(reason: str, *models: str) -> None:
    left_behind.update(dict.fromkeys(models, reason))


def kind_of(model: type[Model]) -> Kind | None:
    """The kind that a model's things are of, also as a subclass."""
    return next((kind for kind in kinds.values() if issubclass(model, kind.model)), None)


register(
    Kind("collections", "wagtailcore.Collection", wanted=lambda rows: rows.filter(depth__gt=1)),
    Kind("pictures", "media.Image", without=("is_hidden",)),
    Kind(
        "documents",
        "media.Document",
        without=("is_hidden", "page_count", "pages_read", "text_state", "text_problem"),
    ),
    Kind(
        "pages",
        "wagtailcore.Page",
        without=("content_type", "locked", "locked_at", "made_excerpt", "reading_minutes", "petition"),
        wanted=lambda rows: rows.filter(depth__gt=1),
    ),
    Kind("page_restrictions", "wagtailcore.PageViewRestriction"),
    Kind("collection_restrictions", "wagtailcore.CollectionViewRestriction"),
    Kind("sites", "wagtailcore.Site"),
    Kind("redirects", "wagtailredirects.Redirect"),
)

register(
    Kind("silenced_pages", "cms.SilencedPage"),
    Kind("takedown_settings", "takedown.TakedownSettings"),
)

ANEW = "what is made anew from the content: the index, lists, sizes of pictures, texts of documents"
leave(
    ANEW,
    *("cms.ContentVersion", "media.Rendition", "media.DocumentPage", "wagtailcore.ReferenceIndex"),
    *("wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry", "contenttypes.ContentType"),
    *("auth.Permission", "wagtailadmin.Admin"),
)
leave(
    "what goes along inside other things: languages, and the tags of pictures and documents",
    *("wagtailcore.Locale", "taggit.Tag", "taggit.TaggedItem"),
)
leave(
    "users, and their tokens, sessions and preferences",
    *("accounts.User", "accounts.User_groups", "accounts.User_user_permissions", "wagtailcore.APIToken"),
    *("wagtailusers.UserProfile", "wagtailcore.PageSubscription", "sessions.Session"),
)
leave(
    "groups and their rights: who may do what is decided anew",
    *("auth.Group", "auth.Group_permissions", "wagtailcore.GroupPagePermission"),
    *("wagtailcore.GroupCollectionPermission", "wagtailcore.GroupSitePermission"),
)
leave(
    "workflows, and what is under way in them",
    *("wagtailcore.Workflow", "wagtailcore.WorkflowTask", "wagtailcore.WorkflowPage", "wagtailcore.Task"),
    *("wagtailcore.WorkflowContentType", "wagtailcore.WorkflowState", "wagtailcore.TaskState"),
    *("wagtailcore.GroupApprovalTask", "wagtailcore.GroupApprovalTask_groups"),
)
leave(
    "who wrote or changed what, the history of pages, and page locks",
    *("wagtailcore.Revision", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "admin.LogEntry"),
)
leave("notes of editors to each other", "wagtailcore.Comment", "wagtailcore.CommentReply")
leave(
    "forms and previews that are open that day",
    *("wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.UploadedFile"),
    "preview.Preview",
)
leave(
    "the sealed originals of covered pictures: take them from a backup",
    "media.KeptOriginal",
)
leave(
    "requests to take something down",
    *("takedown.TakedownRequest", "takedown.TakedownMessage"),
)
leave(
    "webhooks with their secrets",
    *("webhooks.Webhook", "webhooks.WebhookDelivery", "webhooks.AnnouncedPage"),
)
leave(
    "the memory of the translation tool, and which language takes new pages from which",
    *("wagtail_localize.TranslatableObject", "wagtail_localize.TranslationSource"),
    *("wagtail_localize.Translation", "wagtail_localize.TranslationLog", "wagtail_localize.String"),
    *("wagtail_localize.TranslationContext", "wagtail_localize.StringTranslation"),
    *("wagtail_localize.Template", "wagtail_localize.SegmentOverride", "wagtail_localize.StringSegment"),
    *("wagtail_localize.TemplateSegment", "wagtail_localize.RelatedObjectSegment"),
    *("wagtail_localize.OverridableSegment", "wagtail_localize.LocaleSynchronization"),
)
leave(
    "tables of Wagtail's that stay empty here",
    *("wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition"),
)
