import logging

from django.apps import AppConfig

from infogo.workspace.secret_paths import LOGGERS, SecretPathFilter


class OfficeConfig(AppConfig):
    name = "infogo.office"
    label = "office"

    def ready(self) -> None:
        for name in LOGGERS:
            logging.getLogger(name).addFilter(SecretPathFilter())
