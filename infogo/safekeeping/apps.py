from django.apps import AppConfig

from infogo.safekeeping.marker import refuse_half_restored


class SafekeepingConfig(AppConfig):
    name = "infogo.safekeeping"
    label = "safekeeping"

    def ready(self) -> None:
        """Let nothing but the restore itself start on a home that is half restored."""
        refuse_half_restored()
