from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.page_out_point_record import PageOutPointRecord
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    agency: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
    district: str | Unset = "",
    kind: str | Unset = "",
    weekend: bool | Unset = False,
    box: str | Unset = "",
    access: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params["limit"] = limit

    params["cursor"] = cursor

    params["agency"] = agency

    params["procedure"] = procedure

    params["province"] = province

    params["district"] = district

    params["kind"] = kind

    params["weekend"] = weekend

    params["box"] = box

    params["access"] = access

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/points",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageOutPointRecord | ProblemOut | None:
    if response.status_code == 200:
        response_200 = PageOutPointRecord.from_dict(response.json())

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
) -> Response[PageOutPointRecord | ProblemOut]:
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
    agency: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
    district: str | Unset = "",
    kind: str | Unset = "",
    weekend: bool | Unset = False,
    box: str | Unset = "",
    access: str | Unset = "",
) -> Response[PageOutPointRecord | ProblemOut]:
    """List Points

     List service points of an agency, province, district or box, or where a service is done.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        kind (str | Unset):  Default: ''.
        weekend (bool | Unset):  Default: False.
        box (str | Unset):  Default: ''.
        access (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutPointRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        agency=agency,
        procedure=procedure,
        province=province,
        district=district,
        kind=kind,
        weekend=weekend,
        box=box,
        access=access,
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
    agency: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
    district: str | Unset = "",
    kind: str | Unset = "",
    weekend: bool | Unset = False,
    box: str | Unset = "",
    access: str | Unset = "",
) -> PageOutPointRecord | ProblemOut | None:
    """List Points

     List service points of an agency, province, district or box, or where a service is done.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        kind (str | Unset):  Default: ''.
        weekend (bool | Unset):  Default: False.
        box (str | Unset):  Default: ''.
        access (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutPointRecord | ProblemOut
    """

    return sync_detailed(
        client=client,
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        agency=agency,
        procedure=procedure,
        province=province,
        district=district,
        kind=kind,
        weekend=weekend,
        box=box,
        access=access,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    agency: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
    district: str | Unset = "",
    kind: str | Unset = "",
    weekend: bool | Unset = False,
    box: str | Unset = "",
    access: str | Unset = "",
) -> Response[PageOutPointRecord | ProblemOut]:
    """List Points

     List service points of an agency, province, district or box, or where a service is done.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        kind (str | Unset):  Default: ''.
        weekend (bool | Unset):  Default: False.
        box (str | Unset):  Default: ''.
        access (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutPointRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        agency=agency,
        procedure=procedure,
        province=province,
        district=district,
        kind=kind,
        weekend=weekend,
        box=box,
        access=access,
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
    agency: int | Unset = 0,
    procedure: int | Unset = 0,
    province: str | Unset = "",
    district: str | Unset = "",
    kind: str | Unset = "",
    weekend: bool | Unset = False,
    box: str | Unset = "",
    access: str | Unset = "",
) -> PageOutPointRecord | ProblemOut | None:
    """List Points

     List service points of an agency, province, district or box, or where a service is done.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        procedure (int | Unset):  Default: 0.
        province (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        kind (str | Unset):  Default: ''.
        weekend (bool | Unset):  Default: False.
        box (str | Unset):  Default: ''.
        access (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutPointRecord | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            fields=fields,
            lang=lang,
            limit=limit,
            cursor=cursor,
            agency=agency,
            procedure=procedure,
            province=province,
            district=district,
            kind=kind,
            weekend=weekend,
            box=box,
            access=access,
        )
    ).parsed
