from django.db import migrations, models

READ = (
    "UPDATE cms_contentversion SET next_expiry = (SELECT MIN(expire_at) FROM wagtailcore_page"
    " WHERE live AND expire_at > CURRENT_TIMESTAMP)"
)


class Migration(migrations.Migration):
    """Until when an answer holds is read together with the number that it holds under."""

    dependencies = [("cms", "0003_raised_at")]

    operations = [
        migrations.AddField(
            model_name="contentversion",
            name="next_expiry",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
    ]
