"""Signing in, and one's own account."""

from __future__ import annotations

from tests.office.people import MANUAL_ONLY, POINT_ONLY
from tests.office.rules.rule import FORM, POST_ONLY, Rule

RULES = {
    "account_login": Rule("open"),
    "mfa_authenticate": Rule("open"),
    "mfa_login_webauthn": Rule("open"),
    "openid_connect_login": Rule("open", kwargs={"provider_id": "nobody"}),
    "openid_connect_callback": Rule("open", kwargs={"provider_id": "nobody"}),
    "socialaccount_login_cancelled": Rule("open"),
    "account_inactive": Rule("open"),
    "account_reset_password": Rule("open"),
    "account_reset_password_done": Rule("open"),
    "account_reset_password_from_key_done": Rule("open"),
    "account_reset_password_from_key": Rule("open", kwargs={"uidb36": "1", "key": "abc-def"}),
    "office:signed_out": Rule("open"),
    "office:invitation": Rule("open", kwargs={"token": "nothing"}, data={"password": "x"}),
    "office:invitation_with": Rule("open", kwargs={"token": "nothing", "provider_id": "x"}),
    "account_logout": Rule("own"),
    "account_reauthenticate": Rule("own"),
    "mfa_reauthenticate": Rule("own"),
    "mfa_reauthenticate_webauthn": Rule("own"),
    "account_change_password": Rule("own"),
    "account_set_password": Rule("own"),
    "mfa_activate_totp": Rule("own"),
    "mfa_deactivate_totp": Rule("own"),
    "mfa_view_recovery_codes": Rule("own"),
    "mfa_generate_recovery_codes": Rule("own"),
    "mfa_add_webauthn": Rule("own"),
    "mfa_remove_webauthn": Rule("own", kwargs={"pk": 1}),
    "mfa_index": Rule("own"),
    "mfa_list_webauthn": Rule("own"),
    "office:home": Rule("own"),
    "office:account": Rule("own"),
    "office:setup": Rule("own"),
    "office:letters": Rule("own"),
    "office:notices": Rule("own"),
    "office:notices_read": Rule("own"),
    "office:tokens": Rule("list", FORM, data={"name": "x"}, lists_for=(POINT_ONLY, MANUAL_ONLY)),
    "office:token_revoke": Rule("object", POST_ONLY, kwargs={"token_id": "{token}"}),
}
