from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.page_out_pin_record import PageOutPinRecord
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params["limit"] = limit

    params["cursor"] = cursor

    params["manual"] = manual

    params["point"] = point

    params["procedure"] = procedure

    params["province"] = province

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/pins",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageOutPinRecord | ProblemOut | None:
    if response.status_code == 200:
        response_200 = PageOutPinRecord.from_dict(response.json())

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
) -> Response[PageOutPinRecord | ProblemOut]:
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
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
) -> Response[PageOutPinRecord | ProblemOut]:
    """List Pins

     List which manuals are served at which points, and what differs there.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutPinRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        manual=manual,
        point=point,
        procedure=procedure,
        province=province,
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
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
) -> PageOutPinRecord | ProblemOut | None:
    """List Pins

     List which manuals are served at which points, and what differs there.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutPinRecord | ProblemOut
    """

    return sync_detailed(
        client=client,
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        manual=manual,
        point=point,
        procedure=procedure,
        province=province,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
) -> Response[PageOutPinRecord | ProblemOut]:
    """List Pins

     List which manuals are served at which points, and what differs there.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutPinRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        manual=manual,
        point=point,
        procedure=procedure,
        province=province,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
) -> PageOutPinRecord | ProblemOut | None:
    """List Pins

     List which manuals are served at which points, and what differs there.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutPinRecord | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            fields=fields,
            lang=lang,
            limit=limit,
            cursor=cursor,
            manual=manual,
            point=point,
            procedure=procedure,
            province=province,
        )
    ).parsed
