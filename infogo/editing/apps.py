from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "infogo.editing"
    label = "editing"
