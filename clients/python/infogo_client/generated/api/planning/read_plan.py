import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.plan_record import PlanRecord
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
    procedures: str,
    province: str | Unset = "",
    district: str | Unset = "",
    near: str | Unset = "",
    day: datetime.date | None | Unset = UNSET,
    foreigner: bool | Unset = False,
    online: bool | Unset = False,
    for_other: bool | Unset = False,
    wheelchair: bool | Unset = False,
    answers: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params["procedures"] = procedures

    params["province"] = province

    params["district"] = district

    params["near"] = near

    json_day: None | str | Unset
    if isinstance(day, Unset):
        json_day = UNSET
    elif isinstance(day, datetime.date):
        json_day = day.isoformat()
    else:
        json_day = day
    params["day"] = json_day

    params["foreigner"] = foreigner

    params["online"] = online

    params["for_other"] = for_other

    params["wheelchair"] = wheelchair

    params["answers"] = answers

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/plan",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PlanRecord | ProblemOut | None:
    if response.status_code == 200:
        response_200 = PlanRecord.from_dict(response.json())

        return response_200

    if response.status_code == 414:
        response_414 = ProblemOut.from_dict(response.json())

        return response_414

    if response.status_code == 422:
        response_422 = ProblemOut.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = ProblemOut.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = ProblemOut.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PlanRecord | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    procedures: str,
    province: str | Unset = "",
    district: str | Unset = "",
    near: str | Unset = "",
    day: datetime.date | None | Unset = UNSET,
    foreigner: bool | Unset = False,
    online: bool | Unset = False,
    for_other: bool | Unset = False,
    wheelchair: bool | Unset = False,
    answers: str | Unset = "",
) -> Response[PlanRecord | ProblemOut]:
    """Read Plan

     Work several errands out: documents merged, an order, sums, and the trip day by day.

    The trip needs a province or a position. Without ``day`` it begins on the next working day.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        procedures (str):
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        near (str | Unset):  Default: ''.
        day (datetime.date | None | Unset):
        foreigner (bool | Unset):  Default: False.
        online (bool | Unset):  Default: False.
        for_other (bool | Unset):  Default: False.
        wheelchair (bool | Unset):  Default: False.
        answers (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PlanRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        procedures=procedures,
        province=province,
        district=district,
        near=near,
        day=day,
        foreigner=foreigner,
        online=online,
        for_other=for_other,
        wheelchair=wheelchair,
        answers=answers,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    procedures: str,
    province: str | Unset = "",
    district: str | Unset = "",
    near: str | Unset = "",
    day: datetime.date | None | Unset = UNSET,
    foreigner: bool | Unset = False,
    online: bool | Unset = False,
    for_other: bool | Unset = False,
    wheelchair: bool | Unset = False,
    answers: str | Unset = "",
) -> PlanRecord | ProblemOut | None:
    """Read Plan

     Work several errands out: documents merged, an order, sums, and the trip day by day.

    The trip needs a province or a position. Without ``day`` it begins on the next working day.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        procedures (str):
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        near (str | Unset):  Default: ''.
        day (datetime.date | None | Unset):
        foreigner (bool | Unset):  Default: False.
        online (bool | Unset):  Default: False.
        for_other (bool | Unset):  Default: False.
        wheelchair (bool | Unset):  Default: False.
        answers (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PlanRecord | ProblemOut
    """

    return sync_detailed(
        client=client,
        fields=fields,
        lang=lang,
        procedures=procedures,
        province=province,
        district=district,
        near=near,
        day=day,
        foreigner=foreigner,
        online=online,
        for_other=for_other,
        wheelchair=wheelchair,
        answers=answers,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    procedures: str,
    province: str | Unset = "",
    district: str | Unset = "",
    near: str | Unset = "",
    day: datetime.date | None | Unset = UNSET,
    foreigner: bool | Unset = False,
    online: bool | Unset = False,
    for_other: bool | Unset = False,
    wheelchair: bool | Unset = False,
    answers: str | Unset = "",
) -> Response[PlanRecord | ProblemOut]:
    """Read Plan

     Work several errands out: documents merged, an order, sums, and the trip day by day.

    The trip needs a province or a position. Without ``day`` it begins on the next working day.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        procedures (str):
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        near (str | Unset):  Default: ''.
        day (datetime.date | None | Unset):
        foreigner (bool | Unset):  Default: False.
        online (bool | Unset):  Default: False.
        for_other (bool | Unset):  Default: False.
        wheelchair (bool | Unset):  Default: False.
        answers (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PlanRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        procedures=procedures,
        province=province,
        district=district,
        near=near,
        day=day,
        foreigner=foreigner,
        online=online,
        for_other=for_other,
        wheelchair=wheelchair,
        answers=answers,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    procedures: str,
    province: str | Unset = "",
    district: str | Unset = "",
    near: str | Unset = "",
    day: datetime.date | None | Unset = UNSET,
    foreigner: bool | Unset = False,
    online: bool | Unset = False,
    for_other: bool | Unset = False,
    wheelchair: bool | Unset = False,
    answers: str | Unset = "",
) -> PlanRecord | ProblemOut | None:
    """Read Plan

     Work several errands out: documents merged, an order, sums, and the trip day by day.

    The trip needs a province or a position. Without ``day`` it begins on the next working day.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        procedures (str):
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        near (str | Unset):  Default: ''.
        day (datetime.date | None | Unset):
        foreigner (bool | Unset):  Default: False.
        online (bool | Unset):  Default: False.
        for_other (bool | Unset):  Default: False.
        wheelchair (bool | Unset):  Default: False.
        answers (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PlanRecord | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            fields=fields,
            lang=lang,
            procedures=procedures,
            province=province,
            district=district,
            near=near,
            day=day,
            foreigner=foreigner,
            online=online,
            for_other=for_other,
            wheelchair=wheelchair,
            answers=answers,
        )
    ).parsed
