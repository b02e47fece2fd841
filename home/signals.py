"""What changes the content version, as far as this app knows it."""

from cms.versions import follow
from home.models import Navigation, SiteSettings

follow(Navigation, SiteSettings)
