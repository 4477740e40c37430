from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "infogo.agencies"
    label = "agencies"
