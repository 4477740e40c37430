from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "infogo.bulk"
    label = "bulk"
