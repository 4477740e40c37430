from django.apps import AppConfig


class PinsConfig(AppConfig):
    name = "infogo.pins"
    label = "pins"
