from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "infogo.announcements"
    label = "announcements"
