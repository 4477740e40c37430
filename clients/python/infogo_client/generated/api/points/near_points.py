import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.near_out import NearOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
    lat: float,
    lng: float,
    radius_km: float | Unset = 50.0,
    limit: int | Unset = 20,
    procedure: int | Unset = 0,
    open_only: bool | Unset = False,
    access: str | Unset = "",
    at: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params["lat"] = lat

    params["lng"] = lng

    params["radius_km"] = radius_km

    params["limit"] = limit

    params["procedure"] = procedure

    params["open_only"] = open_only

    params["access"] = access

    json_at: None | str | Unset
    if isinstance(at, Unset):
        json_at = UNSET
    elif isinstance(at, datetime.datetime):
        json_at = at.isoformat()
    else:
        json_at = at
    params["at"] = json_at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/points/near",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> NearOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = NearOut.from_dict(response.json())

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
) -> Response[NearOut | ProblemOut]:
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
    lat: float,
    lng: float,
    radius_km: float | Unset = 50.0,
    limit: int | Unset = 20,
    procedure: int | Unset = 0,
    open_only: bool | Unset = False,
    access: str | Unset = "",
    at: datetime.datetime | None | Unset = UNSET,
) -> Response[NearOut | ProblemOut]:
    """Near Points

     List the nearest service points, nearest first, and whether they are open at a moment.

    With ``procedure`` its counter's own hours count, where it has some. Hours that nobody confirmed
    count as open only when ``hours_status`` of the record is looked at: ``opening`` says
    ``unknown`` for places whose hours are not known at all. With ``open_only`` all places within
    the radius are looked at until there are ``limit`` that are open.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        lat (float):
        lng (float):
        radius_km (float | Unset):  Default: 50.0.
        limit (int | Unset):  Default: 20.
        procedure (int | Unset):  Default: 0.
        open_only (bool | Unset):  Default: False.
        access (str | Unset):  Default: ''.
        at (datetime.datetime | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[NearOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        lat=lat,
        lng=lng,
        radius_km=radius_km,
        limit=limit,
        procedure=procedure,
        open_only=open_only,
        access=access,
        at=at,
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
    lat: float,
    lng: float,
    radius_km: float | Unset = 50.0,
    limit: int | Unset = 20,
    procedure: int | Unset = 0,
    open_only: bool | Unset = False,
    access: str | Unset = "",
    at: datetime.datetime | None | Unset = UNSET,
) -> NearOut | ProblemOut | None:
    """Near Points

     List the nearest service points, nearest first, and whether they are open at a moment.

    With ``procedure`` its counter's own hours count, where it has some. Hours that nobody confirmed
    count as open only when ``hours_status`` of the record is looked at: ``opening`` says
    ``unknown`` for places whose hours are not known at all. With ``open_only`` all places within
    the radius are looked at until there are ``limit`` that are open.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        lat (float):
        lng (float):
        radius_km (float | Unset):  Default: 50.0.
        limit (int | Unset):  Default: 20.
        procedure (int | Unset):  Default: 0.
        open_only (bool | Unset):  Default: False.
        access (str | Unset):  Default: ''.
        at (datetime.datetime | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        NearOut | ProblemOut
    """

    return sync_detailed(
        client=client,
        fields=fields,
        lang=lang,
        lat=lat,
        lng=lng,
        radius_km=radius_km,
        limit=limit,
        procedure=procedure,
        open_only=open_only,
        access=access,
        at=at,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    lat: float,
    lng: float,
    radius_km: float | Unset = 50.0,
    limit: int | Unset = 20,
    procedure: int | Unset = 0,
    open_only: bool | Unset = False,
    access: str | Unset = "",
    at: datetime.datetime | None | Unset = UNSET,
) -> Response[NearOut | ProblemOut]:
    """Near Points

     List the nearest service points, nearest first, and whether they are open at a moment.

    With ``procedure`` its counter's own hours count, where it has some. Hours that nobody confirmed
    count as open only when ``hours_status`` of the record is looked at: ``opening`` says
    ``unknown`` for places whose hours are not known at all. With ``open_only`` all places within
    the radius are looked at until there are ``limit`` that are open.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        lat (float):
        lng (float):
        radius_km (float | Unset):  Default: 50.0.
        limit (int | Unset):  Default: 20.
        procedure (int | Unset):  Default: 0.
        open_only (bool | Unset):  Default: False.
        access (str | Unset):  Default: ''.
        at (datetime.datetime | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[NearOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        lat=lat,
        lng=lng,
        radius_km=radius_km,
        limit=limit,
        procedure=procedure,
        open_only=open_only,
        access=access,
        at=at,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    lat: float,
    lng: float,
    radius_km: float | Unset = 50.0,
    limit: int | Unset = 20,
    procedure: int | Unset = 0,
    open_only: bool | Unset = False,
    access: str | Unset = "",
    at: datetime.datetime | None | Unset = UNSET,
) -> NearOut | ProblemOut | None:
    """Near Points

     List the nearest service points, nearest first, and whether they are open at a moment.

    With ``procedure`` its counter's own hours count, where it has some. Hours that nobody confirmed
    count as open only when ``hours_status`` of the record is looked at: ``opening`` says
    ``unknown`` for places whose hours are not known at all. With ``open_only`` all places within
    the radius are looked at until there are ``limit`` that are open.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        lat (float):
        lng (float):
        radius_km (float | Unset):  Default: 50.0.
        limit (int | Unset):  Default: 20.
        procedure (int | Unset):  Default: 0.
        open_only (bool | Unset):  Default: False.
        access (str | Unset):  Default: ''.
        at (datetime.datetime | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        NearOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            fields=fields,
            lang=lang,
            lat=lat,
            lng=lng,
            radius_km=radius_km,
            limit=limit,
            procedure=procedure,
            open_only=open_only,
            access=access,
            at=at,
        )
    ).parsed
