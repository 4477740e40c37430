from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "infogo.oversight"
    label = "oversight"
