from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "infogo.search"
    label = "search"
