from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "infogo.care"
    label = "care"
