from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "infogo.office"
    label = "office"
