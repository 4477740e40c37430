"""Sending spans to a collector by OpenTelemetry's protocol (OTLP over HTTP).

Imported only where ``INFOGO_TRACES_URL`` names one. Spans wait in memory and are sent by a thread;
a collector that is away loses spans and delays nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.backends.signals import connection_created
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from infogo.core.ending import at_end
from infogo.core.tracing import Facts, Note, collect_with, span

PATIENCE_SECONDS = 5
LONGEST_STATEMENT = 2000
_PARENT = TraceContextTextMapPropagator()


def start(url: str, percent: int) -> TracerProvider:
    """Send ``percent`` of all traces to the collector at ``url``, and all that a proxy began."""
    provider = TracerProvider(
        shutdown_on_exit=False,  # which workers of the web server would never hear
        resource=Resource.create({"service.name": "infogo"}),
        sampler=ParentBased(TraceIdRatioBased(percent / 100)),
    )
    exporter = OTLPSpanExporter(endpoint=url, timeout=PATIENCE_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    tracer = provider.get_tracer("infogo")

    @contextmanager
    def begin(name: str, facts: Facts, parent: Mapping[str, str] | None) -> Iterator[Note]:
        above = _PARENT.extract(dict(parent)) if parent is not None else None
        kind = SpanKind.SERVER if parent is not None else SpanKind.INTERNAL
        # What was raised may hold anything: that something was is enough.
        with tracer.start_as_current_span(
            name, context=above, kind=kind, attributes=dict(facts), record_exception=False,
            set_status_on_exception=False,
        ) as begun:  # fmt: skip

            def note(fact: str, value: str | int | float) -> None:
                if fact == "name":
                    begun.update_name(str(value))
                else:
                    begun.set_attribute(fact, value)

            yield note

    collect_with(begin)
    at_end(provider.shutdown)
    connection_created.connect(_watch_statements, dispatch_uid="traces")
    return provider


def _watch_statements(connection: Any, **_more: Any) -> None:
    if _statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(_statement)


def _statement(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Begin a span for one statement, without the values in it."""
    database = context["connection"]
    facts = {
        "db.system.name": database.vendor,
        "db.namespace": database.alias,
        "db.query.text": str(sql)[:LONGEST_STATEMENT],
    }
    with span(str(sql).lstrip().partition(" ")[0].upper()[:20] or "SQL", facts):
        return execute(sql, params, many, context)
