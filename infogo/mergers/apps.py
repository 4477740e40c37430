from django.apps import AppConfig


class MergersConfig(AppConfig):
    name = "infogo.mergers"
    label = "mergers"
