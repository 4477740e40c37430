"""An index that has public comments in the order in which unanswered ones are listed."""

from django.db import migrations, models
from django.db.models import Q

from infogo.core.online import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ratings", "0002_feedback_handling")]

    operations = [
        AddIndexOnline(
            "rating",
            models.Index(
                condition=Q(("state", "public"), ~Q(comment="")),
                fields=["month", "created_at", "id"],
                name="rating_said_by_month",
            ),
        ),
    ]
