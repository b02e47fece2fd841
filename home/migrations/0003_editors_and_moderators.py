from django.db import migrations

# What each group may do, as (app, model, actions). Pages and collections have tables of their own.
EDITORS = [("wagtailadmin", "admin", ["access_admin"]), ("wagtail_localize", "translation", ["submit"])]
MODERATORS = [
    *EDITORS,
    ("blog", "category", ["add", "change", "delete", "view"]),
    ("blog", "author", ["add", "change", "delete", "view"]),
    ("blog", "partner", ["add", "change", "delete", "view"]),
    ("blog", "reusabletext", ["add", "change", "delete", "view"]),
]
PAGE_ACTIONS = {"Editors": ["add", "change"], "Moderators": ["add", "change", "publish", "lock", "unlock"]}
MEDIA_ACTIONS = {"Editors": ["add", "choose"], "Moderators": ["add", "change", "choose", "delete"]}
RIGHTS = {"Editors": EDITORS, "Moderators": MODERATORS}


def permission(apps, app_label, model, action):
    """The permission, made here where post_migrate has not made it yet."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    names = {"access_admin": "access_admin", "submit": "submit_translation"}
    codename = names.get(action, f"{action}_{model}")
    defaults = {"name": f"Can {codename.replace('_', ' ')}"}
    return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults=defaults)[
        0
    ]


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    Page = apps.get_model("wagtailcore.Page")
    Collection = apps.get_model("wagtailcore.Collection")
    GroupPagePermission = apps.get_model("wagtailcore.GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore.GroupCollectionPermission")
    root_page = Page.objects.get(depth=1)
    root_collection = Collection.objects.get(depth=1)

    for name, rights in RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            permission(apps, app_label, model, action)
            for app_label, model, actions in rights
            for action in actions
        )
        GroupPagePermission.objects.filter(group=group).delete()
        for action in PAGE_ACTIONS[name]:
            GroupPagePermission.objects.create(
                group=group, page=root_page, permission=permission(apps, "wagtailcore", "page", action)
            )
        GroupCollectionPermission.objects.filter(group=group).delete()
        for model in ("image", "document"):
            for action in MEDIA_ACTIONS[name]:
                GroupCollectionPermission.objects.create(
                    group=group,
                    collection=root_collection,
                    permission=permission(apps, "media", model, action),
                )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_home_page"),
        ("blog", "0001_initial"),
        ("media", "0001_initial"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
