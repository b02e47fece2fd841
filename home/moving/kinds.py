"""What of the front door goes along when the site moves."""

from django.db.models import Q

from cms.moving import Kind, leave, register

register(
    Kind("navigation", "home.Navigation"),
    Kind("site_settings", "home.SiteSettings"),
    # What old addresses lead on by; all else that an import remembers stays.
    Kind(
        "old_addresses",
        "wordpress.ImportedItem",
        without=("facts", "notes", "unresolved", "digest", "written", "run"),
        wanted=lambda rows: rows.filter(Q(object_id__isnull=False) | Q(kind__in=["tag", "author"])),
    ),
)
leave(
    "the records of an import from WordPress",
    *("wordpress.ImportRun", "wordpress.UnplacedPart"),
)
leave("which things came with the sample: clear_sample no longer knows them", "home.SampleItem")
