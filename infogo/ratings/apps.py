from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "infogo.ratings"
    label = "ratings"
