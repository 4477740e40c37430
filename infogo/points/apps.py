from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "infogo.points"
    label = "points"
