from django.apps import AppConfig


class StandbyConfig(AppConfig):
    name = "infogo.standby"
    label = "standby"
