from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "infogo.channels"
    label = "channels"
