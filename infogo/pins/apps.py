from django.apps import AppConfig
from django.utils.module_loading import import_string


class PinsConfig(AppConfig):
    name = "infogo.pins"
    label = "pins"

    def ready(self) -> None:
        """Let changes of points touch what only pins can tell; models are there by now."""
        import_string("infogo.pins.touching.listen")()
