"""Signing in by invitation and by an OpenID provider, and having signed out."""

from __future__ import annotations

import logging
from typing import Any

import requests
from allauth.account.internal.stagekit import clear_login
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.invitations import accept_invitation, invitation_of
from infogo.accounts.services import RefusedError
from infogo.display.structured import absolute
from infogo.office.adapters import INVITATION_KEY
from infogo.office.forms import AcceptForm
from infogo.office.provider import OfficersAdapter
from infogo.workspace.providers import provider_by_id

logger = logging.getLogger(__name__)

OWN_SITES = {"same-origin", "same-site", "none", ""}


@require_safe
def provider_begins(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send an officer to her provider; only our own pages may begin this."""
    if request.headers.get("Sec-Fetch-Site", "") not in OWN_SITES:
        raise PermissionDenied
    return _allauth_view(OAuth2LoginView, request, provider_id)


@require_safe
def provider_answers(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take up what the provider says."""
    return _allauth_view(OAuth2CallbackView, request, provider_id)


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that it is over here, and lead to the provider to end it there.

    A sign-in that stopped between its two steps is forgotten, too.
    """
    if not request.user.is_authenticated:
        clear_login(request)
    provider = provider_by_id(request.GET.get("by", ""))
    back = absolute(reverse("office:signed_out"))
    page = {
        "provider": provider,
        "provider_url": provider.end_session_url(back) if provider else "",
    }
    return render(request, "office/sign_in/signed_out.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited officer choose a password."""
    found = invitation_of(token)
    if found is None:
        return render(request, "office/sign_in/invitation_over.html", status=410)
    form = AcceptForm(request.POST or None, officer=found.officer)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(token=token, password=form.cleaned_data["password"])
        except RefusedError:
            return render(request, "office/sign_in/invitation_over.html", status=410)
        except ValidationError as problem:
            form.add_error("password", problem)
        else:
            messages.success(request, "บัญชีพร้อมใช้แล้ว เข้าสู่ระบบด้วยรหัสผ่านที่เพิ่งตั้ง")
            return redirect("account_login")
    page = {"form": form, "invited": found.officer, "token": token}
    return render(request, "office/sign_in/invitation.html", page)


@require_safe
def invitation_with(request: HttpRequest, token: str, provider_id: str) -> HttpResponse:
    """Let an invited officer begin by her provider instead of a password."""
    if invitation_of(token) is None:
        return render(request, "office/sign_in/invitation_over.html", status=410)
    request.session[INVITATION_KEY] = token
    return provider_begins(request, provider_id)


def _allauth_view(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_by_id(provider_id) is None:
        raise Http404
    try:
        answer: HttpResponse = view.adapter_view(OfficersAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    except (requests.RequestException, KeyError) as problem:
        # Its list of endpoints cannot be had, or lacks one.
        logger.warning("provider %s does not answer: %r", provider_id, problem)
        page = {"is_away": True}
        return render(request, "office/sign_in/failed.html", page, status=503)
    return answer
