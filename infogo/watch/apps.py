from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class WatchConfig(AppConfig):
    name = "infogo.watch"
    label = "watch"

    def ready(self) -> None:
        """Collect spans where somebody wants them; what does it takes memory, so only there."""
        if url := settings.INFOGO["TRACES_URL"]:
            import_string("infogo.watch.traces.start")(url, settings.INFOGO["TRACES_PERCENT"])
