from django.db import migrations

# What moderators may do with takedown requests, as (model, actions).
RIGHTS = [("takedownrequest", ["change"]), ("takedownsettings", ["change"])]


def permissions(apps):
    """The permissions, made here where post_migrate has not made them yet."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    for model, actions in RIGHTS:
        content_type, _ = ContentType.objects.get_or_create(app_label="takedown", model=model)
        name = apps.get_model("takedown", model)._meta.verbose_name
        for action in actions:
            yield Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )[0]


def let_moderators_answer(apps, schema_editor):
    """A union that has deleted or renamed the group gives the rights by hand."""
    if group := apps.get_model("auth.Group").objects.filter(name="Moderators").first():
        group.permissions.add(*permissions(apps))


def take_it_back(apps, schema_editor):
    if group := apps.get_model("auth.Group").objects.filter(name="Moderators").first():
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_moderators_of_collections"),
        ("takedown", "0001_takedown_requests"),
    ]

    operations = [migrations.RunPython(let_moderators_answer, take_it_back)]
