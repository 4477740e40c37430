"""An index of pins by service and point: whether a service is done at a point is one look."""

from django.db import migrations, models

from infogo.core.online import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("pins", "0003_mark_pinned")]

    operations = [
        AddIndexOnline(
            "pin", models.Index(fields=["procedure", "point"], name="pin_of_procedure_at")
        ),
    ]
