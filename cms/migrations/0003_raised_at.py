import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Answers that are kept nowhere tell from when they are."""

    dependencies = [("cms", "0002_expiry_of_pages")]

    operations = [
        migrations.AddField(
            model_name="contentversion",
            name="raised_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]
