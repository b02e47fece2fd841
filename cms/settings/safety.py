"""What browsers are told to allow, for readers and for those who write."""

from typing import Any

from cms.settings import services
from cms.settings.environment import Environment

SELF, NOBODY = ["'self'"], ["'none'"]
# What no page of the site may ask a device for.
PERMISSIONS: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    ]
}


def policy(environment: Environment) -> dict[str, Any]:
    """The strict Content-Security-Policy of public pages: nothing of others, nothing inline."""
    return {
        "default-src": NOBODY,
        "script-src": SELF,
        "style-src": SELF,
        "img-src": [*SELF, "data:", *services.media_origins(environment)],
        "font-src": SELF,
        "connect-src": SELF,
        "frame-src": SELF,
        "manifest-src": SELF,
        "base-uri": NOBODY,
        "form-action": SELF,
        "frame-ancestors": SELF,
    }


def admin_policy(environment: Environment) -> dict[str, Any]:
    """The looser one: Wagtail's admin writes scripts and styles into its pages."""
    public = policy(environment)
    return {
        **public,
        "default-src": SELF,
        "script-src": [*SELF, "'unsafe-inline'"],
        "style-src": [*SELF, "'unsafe-inline'"],
        "img-src": [*public["img-src"], "blob:"],
        # The editor's side panel shows drafts in the frontend.
        "frame-src": [*SELF, *filter(None, [environment.FRONTEND_URL])],
        "object-src": NOBODY,
        "base-uri": SELF,
    }
