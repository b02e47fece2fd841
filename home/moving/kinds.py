"""What of the front door goes along when the site moves."""

from cms.moving import Kind, register

register(
    Kind("navigation", "home.Navigation"),
    Kind("site_settings", "home.SiteSettings"),
)
