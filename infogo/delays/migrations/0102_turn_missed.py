"""An index of the turns that passed without a notice, by the day on which they were due."""

from django.db import migrations, models
from django.db.models import Q

from infogo.core.online import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("delays", "0101_recount")]

    operations = [
        AddIndexOnline(
            "delaynotice",
            models.Index(
                condition=Q(("sent_on", None)), fields=["due_on", "case"], name="delay_turn_missed"
            ),
        ),
    ]
