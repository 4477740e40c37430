from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "infogo.rounds"
    label = "rounds"
