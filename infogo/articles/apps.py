from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "infogo.articles"
    label = "articles"
