from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "infogo.insights"
    label = "insights"
