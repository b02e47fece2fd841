from django.db import migrations


class Migration(migrations.Migration):
    """Until when an answer holds is asked each time that one is made: without reading all pages."""

    dependencies = [("cms", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX cms_expiry_of_pages ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL",
            "DROP INDEX cms_expiry_of_pages",
        ),
    ]
