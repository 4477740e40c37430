"""Repeat on each manual whether a point serves it: ``Manual.is_pinned`` is new."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    pinned = apps.get_model("pins", "Pin").objects.order_by().values("manual")
    apps.get_model("manuals", "Manual").objects.filter(pk__in=pinned).update(is_pinned=True)


class Migration(migrations.Migration):
    dependencies = [("pins", "0002_selections"), ("manuals", "0004_is_pinned")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
