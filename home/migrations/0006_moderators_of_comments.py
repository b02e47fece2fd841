from django.db import migrations

# What moderators may do with comments, as (model, actions).
RIGHTS = [
    ("comment", ["change"]),
    ("cannedanswer", ["add", "change", "delete"]),
    ("commentsettings", ["change"]),
]


def permissions(apps):
    """The permissions, made here where post_migrate has not made them yet."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    for model, actions in RIGHTS:
        content_type, _ = ContentType.objects.get_or_create(app_label="comments", model=model)
        name = apps.get_model("comments", model)._meta.verbose_name
        for action in actions:
            yield Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )[0]


def let_moderators_read_comments(apps, schema_editor):
    """A union that has deleted or renamed the group gives the rights by hand."""
    if group := apps.get_model("auth.Group").objects.filter(name="Moderators").first():
        group.permissions.add(*permissions(apps))


def take_it_back(apps, schema_editor):
    if group := apps.get_model("auth.Group").objects.filter(name="Moderators").first():
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_what_we_ask_for"),
        ("comments", "0001_comments"),
    ]

    operations = [migrations.RunPython(let_moderators_read_comments, take_it_back)]
