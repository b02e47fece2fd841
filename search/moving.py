"""What of the search goes along when the site moves: what people set, not what was made or asked."""

from cms.moving import ANEW, Kind, leave, register

register(
    Kind("synonyms", "search.Synonyms"),
    Kind("search_settings", "search.SearchSettings"),
    Kind(
        "promoted_words",
        "wagtailsearchpromotions.Query",
        wanted=lambda rows: rows.filter(editors_picks__isnull=False).distinct(),
    ),
    Kind("promotions", "wagtailsearchpromotions.SearchPromotion"),
)
leave(
    ANEW,
    *("search.IndexedPage", "search.IndexedText", "search.IndexedDocumentPage", "search.Word"),
    "search.IndexState",
)
leave(
    "what searches did not find, and how often they were asked",
    *("search.UnfoundQuery", "wagtailsearchpromotions.QueryDailyHits"),
)
