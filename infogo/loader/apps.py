from django.apps import AppConfig


class LoaderConfig(AppConfig):
    name = "infogo.loader"
    label = "loader"
