"""The addresses for assistants."""

from __future__ import annotations

from django.urls import path

from infogo.agents import views

app_name = "agents"
urlpatterns = [path("mcp", views.mcp, name="mcp"), path("llms.txt", views.llms, name="llms")]
