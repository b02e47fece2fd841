"""What of the front door goes along when the site moves."""

from cms.moving import Kind, leave, register

register(
    Kind("navigation", "home.Navigation"),
    Kind("site_settings", "home.SiteSettings"),
)
leave(
    "the records of an import from WordPress",
    *("wordpress.ImportRun", "wordpress.ImportedItem", "wordpress.UnplacedPart"),
)
leave("which things came with the sample: clear_sample no longer knows them", "home.SampleItem")
