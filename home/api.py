"""Fields of the API that only the home page has."""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from wagtail.rich_text import expand_db_html

from cms import shapes

if TYPE_CHECKING:
    from home.models import HomePage


class WelcomeField(Field):
    """The welcome as one object: heading, text as HTML, picture, and the link of the button."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: "HomePage") -> "HomePage":
        return instance

    def to_representation(self, value: "HomePage") -> dict[str, Any]:
        return {
            "heading": value.welcome_heading,
            "text": expand_db_html(value.welcome_text),
            "picture": shapes.picture(value.welcome_picture),
            "link": shapes.page_link(value.welcome_page, title=value.welcome_button),
        }
