"""Looking for an agency in the middle of a form loses nothing of it, and nothing is wrong yet."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory
from tests.office.people import administrator, signed_in

pytestmark = pytest.mark.django_db
FORMS = {
    "office:invite": {"name": "สมใจ ทดลอง", "email": "somjai@agency.example"},
    "office:point_new": {"name_th": "จุดใหม่เอี่ยม", "name_en": "Brand-new point"},
    "office:article_new": {"title": "บัตรหายต้องทำอย่างไร"},
}


@pytest.fixture
def wanted() -> Agency:
    return AgencyFactory(name_th="เทศบาลที่ค้นหา")


@pytest.fixture
def officer(wanted: Agency) -> Officer:
    officer = administrator(AgencyFactory(name_th="เทศบาลที่สังกัด"))
    GrantFactory(officer=officer, agency=wanted, role=Role.AGENCY_ADMIN)
    return officer


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_stays_while_an_agency_is_looked_for(
    officer: Officer, wanted: Agency, name: str
) -> None:
    sent = {**FORMS[name], "agency": officer.agency_id, "q": "ที่ค้นหา", "find": "1"}
    with nothing_changes():
        answer = signed_in(officer).post(reverse(name), sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "ยังทำไม่สำเร็จ" not in page
    for typed in FORMS[name].values():
        assert f'value="{typed}"' in page
    assert f'value="{wanted.pk}" checked' in page
    assert "เทศบาลที่สังกัด</label>" not in page


def test_a_form_sent_with_words_in_its_search_box_is_sent(officer: Officer, wanted: Agency) -> None:
    sent = {**FORMS["office:invite"], "agency": wanted.pk, "q": "ที่ค้นหา"}
    assert signed_in(officer).post(reverse("office:invite"), sent).status_code == 302
    assert Officer.objects.get(email="somjai@agency.example").agency == wanted


def test_a_form_that_was_wrong_offers_the_agencies_that_were_looked_for(
    officer: Officer, wanted: Agency
) -> None:
    sent = {"name": "", "agency": wanted.pk, "q": "ที่ค้นหา"}
    answer = signed_in(officer).post(reverse("office:invite"), sent)
    assert answer.status_code == 422
    assert f'value="{wanted.pk}" checked' in answer.content.decode()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "-1", "x"])
def test_a_number_that_no_agency_has_is_asked_again(
    officer: Officer, name: str, number: str
) -> None:
    answer = signed_in(officer).post(reverse(name), {**FORMS[name], "agency": number})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", FORMS)
def test_the_search_box_belongs_to_the_form(officer: Officer, client: Client, name: str) -> None:
    page = signed_in(officer).get(reverse(name), {"q": "ไม่มีชื่อนี้"}).content.decode()
    form = page[page.index('<form method="post" novalidate class="l-stack"') :]
    assert 'name="q"' in form[: form.index("</form>")]
