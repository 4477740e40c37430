from django.apps import AppConfig


class ManualsConfig(AppConfig):
    name = "infogo.manuals"
    label = "manuals"
