from django.apps import AppConfig


class PageReportsConfig(AppConfig):
    name = "infogo.page_reports"
    label = "page_reports"
