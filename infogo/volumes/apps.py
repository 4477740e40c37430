from django.apps import AppConfig


class VolumesConfig(AppConfig):
    name = "infogo.volumes"
    label = "volumes"
