from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "infogo.taxonomy"
    label = "taxonomy"
