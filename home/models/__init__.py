from home.models.navigation import Navigation
from home.models.pages import HomePage, StandardPage
from home.models.sample import SampleItem
from home.models.settings import SiteSettings

__all__ = ["HomePage", "Navigation", "SampleItem", "SiteSettings", "StandardPage"]
