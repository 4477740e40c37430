from django.apps import AppConfig


class OldLinksConfig(AppConfig):
    name = "infogo.oldlinks"
    label = "oldlinks"
