from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "infogo.upkeep"
    label = "upkeep"
