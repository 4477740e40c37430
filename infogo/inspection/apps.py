from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "infogo.inspection"
    label = "inspection"
