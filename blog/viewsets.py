"""The screens of the admin for what this app holds."""

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.modeladmin.options import TranslatableModelAdmin
from wagtail_localize.modeladmin.views import TranslatableDeleteView, TranslatableIndexView
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import IndexView

from blog.models import Author, BlogPage, Category, Partner, ReusableText
from blog.models.posts import BlogPageQuerySet
from cms.lists import CarefulListMixin, SearchHandler


class PostListView(CarefulListMixin, IndexView):
    pass


class TranslatableListView(CarefulListMixin, TranslatableIndexView):
    pass


class PostAdmin(ModelAdmin):
    """All posts in one list, wherever they stand in the tree."""

    model = BlogPage
    index_view_class = PostListView
    menu_label = _("Posts")
    menu_icon = "list-ul"
    list_display = ["admin_title", "date", "category_names", "language", "state"]
    list_filter = ["live", "date", "categories", "locale"]
    list_per_page = 50
    search_fields = ["title", "excerpt", "made_excerpt", "byline__name"]
    search_handler_class = SearchHandler
    ordering = ["-date", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BlogPage]:
        posts: BlogPageQuerySet = super().get_queryset(request)
        return posts.defer_streamfields().select_related("locale").prefetch_related("categories")

    @display(description=_("Title"), ordering="title")
    def admin_title(self, post: BlogPage) -> str:
        return str(post.get_admin_display_title())

    @display(description=_("Categories"))
    def category_names(self, post: BlogPage) -> str:
        return " · ".join(category.name for category in post.categories.all())

    @display(description=_("Language"), ordering="locale")
    def language(self, post: BlogPage) -> str:
        return str(post.locale)

    @display(description=_("State"), ordering="live")
    def state(self, post: BlogPage) -> str:
        return str(post.status_string)


class CategoryDeleteView(TranslatableDeleteView):
    """Names the posts for which a category cannot be deleted; modeladmin looks at foreign keys only."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if kwargs.get("protected_error"):
            kwargs["linked_objects"] = self.instance.posts.newest_first()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context


class CategoryAdmin(TranslatableModelAdmin):
    model = Category
    index_view_class = TranslatableListView
    delete_view_class = CategoryDeleteView
    menu_label = _("Categories")
    menu_icon = "tag"
    list_display = ["name", "slug", "locale"]
    search_fields = ["name"]
    search_handler_class = SearchHandler


class AuthorAdmin(TranslatableModelAdmin):
    model = Author
    index_view_class = TranslatableListView
    menu_label = _("Authors")
    menu_icon = "user"
    list_display = ["name", "description", "locale"]
    search_fields = ["name"]
    search_handler_class = SearchHandler


class NewsGroup(ModelAdminGroup):
    """The News menu: where a volunteer spends the day."""

    menu_label = _("News")
    menu_icon = "doc-full"
    menu_order = 100
    items = [PostAdmin, CategoryAdmin, AuthorAdmin]


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    list_display = ["name", "kind", "order", BooleanColumn("is_shown", label=_("Shown"))]
    list_filter = ["kind", "is_shown"]
    ordering = ["order", "name"]


class ReusableTextViewSet(SnippetViewSet):
    model = ReusableText
    icon = "snippet"
    list_display = ["title"]
