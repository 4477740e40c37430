from django.apps import AppConfig


class GeoConfig(AppConfig):
    name = "infogo.geo"
    label = "geo"
