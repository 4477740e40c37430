from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "infogo.core"
    label = "core"
