"""Signing in by an OpenID provider (DGA Digital ID, ThaID or any other), as configured.

django-allauth does the dance; this is what it leaves open: endpoints without discovery, claims
by name, and an ID token whose signature is always checked.
"""

from __future__ import annotations

from typing import Any

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.utils.crypto import salted_hmac

# Signed by the provider's own key: a secret that both sides know proves less.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
CLOCK_SKEW_SECONDS = 30


class OfficersAdapter(OpenIDConnectOAuth2Adapter):
    """Talks to one provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's endpoints: as configured, or as it publishes them."""
        endpoints = self.get_provider().app.settings.get("endpoints")
        return dict(endpoints) if endpoints else super().openid_config

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Return the claims of a token that this provider signed, for us, not too long ago.

        Raises:
            OAuth2Error: anything is wrong with it.
        """
        try:
            algorithm, key = jwtkit.fetch_key(
                id_token, self.openid_config["jwks_uri"], jwtkit.lookup_kid_jwk
            )
            if algorithm not in ALGORITHMS:
                raise OAuth2Error(f"ID token signed with {algorithm}")
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=[algorithm],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=CLOCK_SKEW_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, KeyError) as problem:
            raise OAuth2Error("Invalid id_token") from problem
        audience = claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != app.client_id:
            raise OAuth2Error("ID token for somebody else")
        return claims

    def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return the sign-in that the provider answered for.

        Raises:
            OAuth2Error: the answer is incomplete, or its two halves are of different people.
        """
        answer = kwargs["response"].get("id_token")
        if not answer:
            raise OAuth2Error("no id_token")
        data = {"id_token": self._decode_id_token(app, answer)}
        if app.settings["fetch_userinfo"]:
            data["userinfo"] = self._fetch_user_info(token.token)
            if data["userinfo"].get("sub") not in {None, data["id_token"]["sub"]}:
                raise OAuth2Error("userinfo of somebody else")
        try:
            return self.get_provider().sociallogin_from_response(request, data)
        except KeyError as problem:
            raise OAuth2Error(f"claim missing: {problem}") from problem


class OfficersProvider(OpenIDConnectProvider):
    """A configured provider. Nothing it tells about a person is kept but who she is there."""

    oauth2_adapter_class = OfficersAdapter

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return the subject; a citizen's number is kept only as a keyed digest."""
        claims = {**data.get("id_token", {}), **data.get("userinfo", {})}
        subject = str(claims[self.app.settings["claims"]["subject"]])
        if not self.app.settings["subject_is_citizen_number"]:
            return subject
        salt = f"infogo.oidc.{self.app.provider_id}"
        return salted_hmac(salt, subject, algorithm="sha256").hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Trust no address that a provider tells: accounts are joined by invitation."""
        return []

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take over nothing: name and e-mail of an officer come from her invitation."""
        return {}
