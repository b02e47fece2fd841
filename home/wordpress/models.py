"""What an import remembers: its runs, things of the old site, what became of them, what found no place."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a thing of the old site was."""

    POST = "post", _("Posts")
    PAGE = "page", _("Pages")
    ATTACHMENT = "attachment", _("Pictures and files")
    CATEGORY = "category", _("Categories")
    TAG = "tag", _("Tags")
    AUTHOR = "author", _("Authors")
    COMMENT = "comment", _("Comments")
    MENU = "menu", _("Menus")
    OTHER = "other", _("Other things")


class Outcome(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", _("Not yet")
    DONE = "done", _("Moved in")
    KEPT = "kept", _("Kept as editors changed it")
    LEFT = "left", _("Left behind on purpose")
    MISSING = "missing", _("Its file was not found")
    REFUSED = "refused", _("Refused")


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waiting to begin")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped; start it again to go on")
    FAILED = "failed", _("Failed")


class ImportRun(models.Model):
    """One run of the import: `options` are those of the command, `counts` how many of each kind became what.

    `counts` is {kind: {outcome: number}} of what this run did; `progress` {"parcel": keys of rows} is that of
    the last parcel, or {"is_mended": True} where a later run did what follows it. `report` is the summary of
    the report: see home/wordpress/report/summary.py. How far a run is while it runs stands in its folder: see
    home/wordpress/watching.py.
    """

    source = models.CharField(_("old site"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    is_dry = models.BooleanField(_("only tried"), default=False)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    problem = models.TextField(_("problem"), blank=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import from WordPress")
        verbose_name_plural = _("imports from WordPress")
        ordering = ["-pk"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class ImportedItemQuerySet(models.QuerySet["ImportedItem"]):
    """The questions that are asked about things of the old site."""

    def of(self, source: str, *kinds: str) -> "ImportedItemQuerySet":
        some = self.filter(source=source)
        return some.filter(kind__in=kinds) if kinds else some

    def placed(self) -> "ImportedItemQuerySet":
        """Those that are something here."""
        return self.filter(object_id__isnull=False)


class ImportedItem(models.Model):
    """A thing of the old site, and what it is here: found again by its key, so that nothing comes twice.

    `source` is the host of the old site with its folder, such as "example.org/blog". `key` is WordPress's
    id, or the slug where the export has none (authors, terms of old exports). `old_path` is the path and
    query of its page there, percent-decoded; `old_file` the path of an attachment's file below
    wp-content/uploads. `facts` are what later steps need of it; `unresolved` is what its body names that
    was not here yet, as ["page", key] or ["file", path or key]. `digest` is that of the source, `written`
    that of what was made here: where it differs, an editor has changed it since.
    """

    source = models.CharField(_("old site"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    key = models.CharField(_("number there"), max_length=200)
    title = models.CharField(_("title"), max_length=255, blank=True)
    old_path = models.CharField(_("old address"), max_length=500, blank=True)
    slug = models.CharField(_("slug there"), max_length=255, blank=True)
    old_file = models.CharField(_("old file"), max_length=500, blank=True)
    facts = models.JSONField(default=dict)
    outcome = models.CharField(
        _("what became of it"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    notes = models.JSONField(default=list)
    unresolved = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    written = models.CharField(max_length=64, blank=True)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.SET_NULL, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    thing = GenericForeignKey("content_type", "object_id")
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="items")

    objects = ImportedItemQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("thing of the old site")
        verbose_name_plural = _("things of the old site")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="wordpress_item_once")]
        indexes = [
            models.Index(fields=["source", "old_path"], name="wordpress_item_path"),
            models.Index(fields=["source", "slug"], name="wordpress_item_slug"),
            models.Index(fields=["source", "old_file"], name="wordpress_item_file"),
            models.Index(fields=["content_type", "object_id"], name="wordpress_item_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def wordpress_id(self) -> int | None:
        return int(self.key) if self.key.isdecimal() else None

    def note(self, code: str, **details: Any) -> None:
        """Adds what somebody should know of it: codes are those of home/wordpress/notes.py."""
        self.notes = [*self.notes, {"code": code, **details}]


class UnplacedPartQuerySet(models.QuerySet["UnplacedPart"]):
    def of(self, source: str) -> "UnplacedPartQuerySet":
        """Those of an old site, and those of which nobody knows any more where they are from."""
        of_export = models.Q(item=None) & (models.Q(run__source=source) | models.Q(run=None))
        return self.filter(models.Q(item__source=source) | of_export)

    def open(self) -> "UnplacedPartQuerySet":
        """Those that nobody has dealt with."""
        return self.filter(settled_at=None)

    def in_order(self) -> "UnplacedPartQuerySet":
        """Words before entries of menus; those of one thing together."""
        return self.alias(is_menu=models.Q(item__isnull=False, item__kind=Kind.MENU)).order_by(
            "is_menu", models.F("item__kind").asc(nulls_first=True), "item", "pk"
        )


class UnplacedPart(models.Model):
    """A part of a body, or of the export, that found no place here: `original` is kept as it was.

    `reason` is a code of home/wordpress/notes.py or of the bodies. `settled_at`: when somebody
    dealt with it.
    """

    item = models.ForeignKey(ImportedItem, null=True, on_delete=models.CASCADE, related_name="unplaced")
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="unplaced")
    reason = models.CharField(_("reason"), max_length=40)
    original = models.TextField(_("original"), blank=True)
    settled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)

    objects = UnplacedPartQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("part without a place")
        verbose_name_plural = _("parts without a place")
        default_permissions = ()

    def __str__(self) -> str:
        return self.reason
