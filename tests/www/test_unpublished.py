"""A procedure that an officer has only begun shows nowhere to citizens; published, it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from infogo.core.models import AuditEntry, OutboxEvent
from infogo.insights.selectors import related_services
from infogo.manuals import services
from infogo.manuals.models import (
    Manual,
    ManualStatus,
    Procedure,
    ProcedureRelation,
    ProcedureStatus,
    RelationKind,
    StageProcedure,
)
from infogo.manuals.services import ManualRuleError, NewProcedure
from infogo.search import suggest
from infogo.search.indexing.documents import build
from infogo.search.results import Kind
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    LifeEventStageFactory,
    PinFactory,
    TagFactory,
    TargetGroupFactory,
    TopicFactory,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db
NAME = "ขอใบอนุญาตเลี้ยงช้างในเมือง"
OFFICIAL = "การออกใบอนุญาตเลี้ยงช้างในเขตชุมชน"


def begin(**given: object) -> Manual:
    values = {
        "name": NAME,
        "official_name": OFFICIAL,
        "topic": TopicFactory(slug="animals"),
        "service_type": "registration",
        "category": "general",
        **given,
    }
    return services.create_procedure(owner=AgencyFactory(), new=NewProcedure(**values), actor=ACTOR)


@pytest.fixture
def begun() -> Manual:
    """A begun procedure with all that could make it show: headings, tags, points, articles."""
    manual = begin()
    procedure = manual.procedure
    procedure.tags.add(TagFactory(text="เลี้ยงช้าง"))
    procedure.target_groups.add(TargetGroupFactory(slug="keepers"))
    procedure.lifecycle_group = "elephant"
    procedure.popularity = 1000.0
    procedure.save()
    stage = LifeEventStageFactory(event__slug="elephant")
    StageProcedure.objects.create(stage=stage, procedure=procedure, order=1)
    PinFactory(manual=manual)
    article = ArticleFactory(slug="elephants", body_th=f"[เลี้ยงช้าง](service:{procedure.code})")
    article.procedures.add(procedure)
    neighbour = standard_manual(lifecycle_group="elephant").procedure
    ProcedureRelation.objects.create(source=neighbour, target=procedure, kind=RelationKind.RELATED)
    return manual


def public_paths(manual: Manual) -> Iterator[str]:
    procedure = manual.procedure
    point = manual.pins.get().point
    article = procedure.articles.get()
    neighbour = Procedure.objects.exclude(pk=procedure.pk).get()
    for name in ("home", "topics", "groups", "events", "articles", "agencies", "about"):
        yield reverse(f"www:{name}")
    yield reverse("www:topic", args=["animals"])
    yield reverse("www:group", args=["keepers"])
    yield reverse("www:event", args=["elephant"])
    yield reverse("www:article", args=[article.pk])
    yield reverse("www:agency", args=[manual.agency_id])
    yield reverse("www:agency_manuals", args=[manual.agency_id])
    yield reverse("www:agency_places", args=[manual.agency_id])
    yield reverse("www:place", args=[point.pk])
    yield reverse("www:place_json", args=[point.pk])
    yield reverse("www:agency_json", args=[manual.agency_id])
    yield reverse("www:manual", args=[neighbour.pk])
    yield reverse("www:manual_json", args=[neighbour.pk])
    yield f"{reverse('www:search')}?q={quote(NAME)}"
    yield f"/api/v1/search?q={quote(NAME)}"
    yield f"/api/v1/suggest?q={quote(NAME[:12])}"
    yield "/sitemap-manuals-1.xml"
    yield "/feed.atom"
    yield reverse("www:agency_feed", args=[manual.agency_id])
    yield f"{reverse('www:compare')}?m={manual.procedure_id},{neighbour.pk}"


def shown(client: Client, manual: Manual) -> set[str]:
    """Return the public pages that name the procedure, in Thai or by its address."""
    found = set()
    address = reverse("www:manual", args=[manual.procedure_id])
    for path in public_paths(manual):
        answer = client.get(path)
        if answer.status_code == 404 and path.startswith("/sitemap"):
            continue  # no manual at all
        assert answer.status_code == 200, path
        text = answer.content.decode()
        named = text.replace(quote(NAME), "").split("<main")[-1]
        if "search" not in path:
            assert named
        if OFFICIAL in named or f"{address}<" in named or f'{address}"' in named:
            found.add(path)
    return found


def test_what_is_begun_shows_nowhere_until_it_is_published(
    client: Client, begun: Manual, put_in_index: Callable[[], None]
) -> None:
    put_in_index()
    assert shown(client, begun) == set()
    past = ("_on", "_changes_between", "_proof", "_proof_json", "_feed")
    for page in ("", "_legal", "_places", "_versions", "_json", "_qr", *past):
        path = reverse(f"www:manual{page}", args=[begun.procedure_id])
        assert client.get(path).status_code == 404, path
    assert list(build(Kind.PROCEDURE, [begun.procedure_id])) == []

    services.publish_standard(manual=begun, content=manual_content(), actor=ACTOR)
    put_in_index()
    suggest.forget()
    names = {path.split("?")[0] for path in shown(client, begun)}
    assert client.get(reverse("www:manual", args=[begun.procedure_id])).status_code == 200
    # The proof that the walk above looks in the right places.
    assert {
        reverse("www:topic", args=["animals"]),
        reverse("www:event", args=["elephant"]),
        reverse("www:place", args=[begun.pins.get().point_id]),
        reverse("www:agency_manuals", args=[begun.agency_id]),
        reverse("www:search"),
        "/api/v1/search",
        "/api/v1/suggest",
        "/sitemap-manuals-1.xml",
    } <= names


def test_counts_leave_it_out(client: Client, begun: Manual) -> None:
    page = client.get(reverse("www:topic", args=["animals"])).content.decode()
    assert NAME not in page
    neighbour = Procedure.objects.exclude(pk=begun.procedure_id).get()
    assert begun.procedure_id not in {
        item.procedure_id for item in related_services(neighbour, limit=10)
    }


def test_beginning_is_audited_and_announced() -> None:
    manual = begin()
    procedure = Procedure.objects.get(pk=manual.procedure_id)
    assert procedure.status == ProcedureStatus.DRAFT
    assert procedure.edited_at is not None
    assert (manual.status, manual.current_id, manual.is_standard) == (
        ManualStatus.DRAFT,
        None,
        True,
    )
    assert set(AuditEntry.objects.values_list("verb", "target", "target_id")) == {
        ("create", "procedure", procedure.pk),
        ("begin", "manual", manual.pk),
    }
    assert OutboxEvent.objects.get().object_id == procedure.pk


@pytest.mark.parametrize("given", [{"name": " "}, {"official_name": ""}])
def test_both_names_are_needed(given: dict[str, str]) -> None:
    with pytest.raises(ManualRuleError, match="ชื่อ"):
        begin(**given)
    assert not Procedure.objects.exists()


def test_a_name_in_use_is_refused() -> None:
    standard_manual(official_name_th=OFFICIAL)
    with pytest.raises(ManualRuleError, match="มีกระบวนงานชื่อทางราชการนี้แล้ว"):
        begin()
    assert Procedure.objects.count() == 1


def test_what_citizens_never_saw_is_neither_adopted_nor_withdrawn() -> None:
    manual = begin()
    with pytest.raises(ManualRuleError, match="ไม่ได้เผยแพร่อยู่"):
        services.adopt(standard=manual, agency=AgencyFactory(), actor=ACTOR)
    with pytest.raises(ManualRuleError, match="ยังไม่เคยเผยแพร่"):
        services.withdraw_procedure(procedure=manual.procedure, reason="ผิด", actor=ACTOR)
    assert Manual.objects.count() == 1
    assert Procedure.objects.get().status == ProcedureStatus.DRAFT
