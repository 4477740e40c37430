from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "infogo.files"
    label = "files"
