from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from blog.viewsets import NewsGroup, PartnerViewSet, ReusableTextViewSet

modeladmin_register(NewsGroup)
register_snippet(PartnerViewSet)
register_snippet(ReusableTextViewSet)
