from django.apps import AppConfig


class DelaysConfig(AppConfig):
    name = "infogo.delays"
    label = "delays"
