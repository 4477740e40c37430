from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "infogo.watch"
    label = "watch"
