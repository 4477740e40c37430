from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "infogo.links"
    label = "links"
