"""Indexes for lists of the country's manuals, which go by ids."""

from django.db import migrations, models
from django.db.models import Q

from infogo.core.online import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("manuals", "0005_register")]

    operations = [
        AddIndexOnline(
            "manual",
            models.Index(
                condition=Q(("is_pinned", False)), fields=["status", "id"], name="manual_unpinned"
            ),
        ),
        AddIndexOnline(
            "manual",
            models.Index(fields=["procedure", "id"], name="manual_of_procedure"),
        ),
    ]
