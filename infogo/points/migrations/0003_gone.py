"""An index of the few points that are gone: lists of pins leave them out."""

from django.db import migrations, models
from django.db.models import Q

from infogo.core.online import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("points", "0002_suspension_days_and_order")]

    operations = [
        AddIndexOnline(
            "servicepoint",
            models.Index(
                fields=["id"], condition=Q(status__in=("moved", "closed")), name="point_gone"
            ),
        ),
    ]
