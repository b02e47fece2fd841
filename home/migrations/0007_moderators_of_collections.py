from django.db import migrations


def let_moderators_hide(apps, schema_editor):
    """A private collection is how pictures and documents are hidden at once: no administrator must be asked."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    Collection = apps.get_model("wagtailcore.Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore.GroupCollectionPermission")
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="collection")
    root = Collection.objects.get(depth=1)
    for group in apps.get_model("auth.Group").objects.filter(name="Moderators"):
        for action in ("add", "change"):
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_collection",
                defaults={"name": f"Can {action} collection"},
            )
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [("home", "0006_moderators_of_comments")]

    operations = [migrations.RunPython(let_moderators_hide, migrations.RunPython.noop)]
