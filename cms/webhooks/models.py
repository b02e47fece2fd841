"""Webhooks, the log of what was sent to them, and what their receivers know of the site."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.webhooks.signing import new_message_id, new_secret
from cms.webhooks.states import Problem, Reason, State


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def active(self) -> "WebhookQuerySet":
        return self.filter(is_active=True)

    def troubled(self) -> "WebhookQuerySet":
        """Those that somebody should look after: switched off by the site, or failing for an hour or more."""
        an_hour_ago = timezone.now() - timedelta(hours=1)
        failing = models.Q(is_active=True, failing_since__lte=an_hour_ago)
        return self.filter(failing | ~models.Q(switched_off_for=""))


class Webhook(models.Model):
    """Where to send messages, and about what."""

    name = models.CharField(
        _("name"), max_length=100, help_text=_("For yourselves, such as “New website”. It is not sent.")
    )
    url = models.CharField(
        _("address"),
        max_length=500,
        help_text=_("The developer of the frontend tells you this. It begins with https://"),
    )
    secret = models.CharField(_("secret"), max_length=100, default=new_secret, editable=False)
    resources = models.JSONField(_("about"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Messages are sent only while this is on.")
    )
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    switched_off_for = models.CharField(
        _("switched off because"), max_length=10, choices=Reason.choices, blank=True, editable=False
    )
    switched_off_at = models.DateTimeField(_("switched off at"), null=True, editable=False)

    objects = WebhookQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """One that is switched on begins afresh; for one that is off nothing waits."""
        if self.is_active:
            if self.switched_off_for:
                self.failing_since = None
            self.switched_off_for, self.switched_off_at = "", None
        super().save(*args, **kwargs)
        if not self.is_active:
            self.deliveries.waiting().update(state=State.GIVEN_UP, problem=Problem.OFF)

    def get_absolute_url(self) -> str:
        return reverse("webhooks:inspect", args=[self.pk])

    def wants(self, resource: str, language: str | None) -> bool:
        """Whether a message is of its matter; what belongs to no language is for all."""
        about = not self.resources or resource in self.resources
        return about and (not self.languages or language is None or language in self.languages)


class DeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(state=State.WAITING)


class WebhookDelivery(models.Model):
    """One message to one receiver, and what became of it."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(_("message"), max_length=40, unique=True, default=new_message_id)
    event = models.CharField(_("event"), max_length=60)
    resource = models.CharField(_("about"), max_length=40)
    object_id = models.BigIntegerField(_("number"), null=True)
    body = models.TextField(_("body"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    problem = models.CharField(_("problem"), max_length=20, choices=Problem.choices, blank=True)
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempted_at = models.DateTimeField(_("last attempt"), null=True)

    objects = DeliveryQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-created_at", "-pk")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_due"),
            models.Index(fields=["webhook", "-created_at"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.object_id or ''}".strip()


class AnnouncedPage(models.Model):
    """A page as receivers know it: the trace by which a change of what is public is seen.

    It is compared with what is public after each change, whatever made it: publishing, a move of
    a section, a restriction above the page. A page without a row was never announced.
    """

    page_id = models.BigIntegerField(primary_key=True)
    resource = models.CharField(max_length=40)
    type = models.CharField(max_length=100)
    locale = models.CharField(max_length=20)
    path = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.path
