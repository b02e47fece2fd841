from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import path, re_path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from home.wordpress.admin import views
from home.wordpress.admin.shown import shown
from home.wordpress.admin.starting import current
from home.wordpress.models import ImportRun

TITLE = _("Import from WordPress")
DAYS_TO_TELL = 3


@hooks.register("register_admin_urls")
def register_screens() -> list[Any]:
    return [
        path("import-wordpress/", views.IndexView.as_view(), name=views.INDEX),
        path("import-wordpress/parts/", views.parts, name=views.PARTS),
        path("import-wordpress/parts/<int:pk>/", views.settle, name="wordpress_settle"),
        path("import-wordpress/<int:pk>/", views.run_page, name=views.RUN),
        path("import-wordpress/<int:pk>/status/", views.status, name="wordpress_status"),
        path("import-wordpress/<int:pk>/act/", views.act, name="wordpress_act"),
        re_path(
            r"^import-wordpress/(?P<pk>[0-9]{1,18})/(?P<name>report\.(?:html|json))$",
            views.report,
            name="wordpress_report",
        ),
    ]


class ImportMenuItem(MenuItem):
    """For administrators alone; says when something is running."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if current():
            component.label = f"{component.label} ({_('running')})"
        return component


@hooks.register("register_settings_menu_item")
def register_import() -> MenuItem:
    return ImportMenuItem(TITLE, reverse(views.INDEX), icon_name="download", order=1100)


class ImportPanel(Component):
    """Says on the dashboard that an import runs, or how the last one ended."""

    name = "wordpress"
    template_name = "wordpress/panel.html"
    order = 60

    def __init__(self, run: ImportRun) -> None:
        self.run = run

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"shown": shown(self.run)}


@hooks.register("construct_homepage_panels")
def tell_of_imports(request: HttpRequest, panels: list[Any]) -> None:
    if not request.user.is_superuser:
        return
    run = ImportRun.objects.first()
    if run and (run.finished_at or run.started_at) > timezone.now() - timedelta(days=DAYS_TO_TELL):
        panels.append(ImportPanel(run))
