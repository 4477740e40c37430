from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "infogo.opendata"
    label = "opendata"
