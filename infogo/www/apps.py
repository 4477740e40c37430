from django.apps import AppConfig


class WwwConfig(AppConfig):
    name = "infogo.www"
    label = "www"
