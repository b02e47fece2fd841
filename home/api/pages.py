"""What the API tells of the home page and of plain pages."""

from typing import Annotated, Any

from typing_extensions import TypedDict

from blog.blocks import BodyBlock
from cms import shapes
from cms.api.blocks import BlocksOf
from cms.api.kinds import describe
from cms.api.page_shapes import Fresh, PageDetail
from cms.api.shaping import PageShapes, fresh
from cms.rich_text import rich_text
from home.blocks import PointsBlock
from home.models import HomePage, StandardPage


class Welcome(TypedDict):
    """The head of the home page; `link` is that of its button."""

    heading: str
    text: shapes.RichText
    picture: shapes.Picture | None
    link: shapes.Link | None


class HomeDetail(PageDetail):
    """A home page. `asks` and `ways_to_help` are lists of points, `sections` is a body."""

    welcome: Welcome
    asks: Annotated[list[Any], BlocksOf(PointsBlock)]
    sections: Annotated[list[Any], BlocksOf(BodyBlock)]
    shows_petitions: bool
    ways_to_help: Annotated[list[Any], BlocksOf(PointsBlock)]
    shows_partners: bool


class StandardPageDetail(PageDetail, Fresh):
    """A plain page, such as “About us”."""

    lead_picture: shapes.Picture | None
    reading_minutes: int
    body: Annotated[list[Any], BlocksOf(BodyBlock)]


def home_detail(page: HomePage, pages: PageShapes) -> HomeDetail:
    return HomeDetail(
        **pages.detail(page),
        welcome=Welcome(
            heading=page.welcome_heading,
            text=rich_text(page.welcome_text),
            picture=shapes.picture(page.welcome_picture),
            link=page.welcome_link,
        ),
        asks=pages.blocks(page.asks, page),
        sections=pages.blocks(page.sections, page),
        shows_petitions=page.shows_petitions,
        ways_to_help=pages.blocks(page.ways_to_help, page),
        shows_partners=page.shows_partners,
    )


def standard_page_detail(page: StandardPage, pages: PageShapes) -> StandardPageDetail:
    return StandardPageDetail(
        **pages.detail(page),
        lead_picture=page.lead_picture_shape(),
        reading_minutes=page.reading_minutes,
        **fresh(page),
        body=pages.blocks(page.body, page),
    )


describe.register(HomePage, HomeDetail, home_detail)
describe.register(StandardPage, StandardPageDetail, standard_page_detail)
