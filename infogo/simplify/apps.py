from django.apps import AppConfig


class SimplifyConfig(AppConfig):
    name = "infogo.simplify"
    label = "simplify"
