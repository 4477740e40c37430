from django.apps import AppConfig


class AgentsConfig(AppConfig):
    name = "infogo.agents"
    label = "agents"
