from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "infogo.accounts"
    verbose_name = "บัญชีและสิทธิของเจ้าหน้าที่"
