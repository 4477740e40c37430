from django.apps import AppConfig


class CentralConfig(AppConfig):
    name = "infogo.central"
    label = "central"
