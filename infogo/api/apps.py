from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "infogo.api"
    label = "api"
