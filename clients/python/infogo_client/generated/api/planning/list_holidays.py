from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.holidays_out import HolidaysOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
    year: int,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params["year"] = year

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/holidays",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HolidaysOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = HolidaysOut.from_dict(response.json())

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
) -> Response[HolidaysOut | ProblemOut]:
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
    year: int,
) -> Response[HolidaysOut | ProblemOut]:
    """List Holidays

     List the days on which government offices are closed, besides weekends.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        year (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HolidaysOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        year=year,
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
    year: int,
) -> HolidaysOut | ProblemOut | None:
    """List Holidays

     List the days on which government offices are closed, besides weekends.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        year (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HolidaysOut | ProblemOut
    """

    return sync_detailed(
        client=client,
        fields=fields,
        lang=lang,
        year=year,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    year: int,
) -> Response[HolidaysOut | ProblemOut]:
    """List Holidays

     List the days on which government offices are closed, besides weekends.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        year (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HolidaysOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        year=year,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    year: int,
) -> HolidaysOut | ProblemOut | None:
    """List Holidays

     List the days on which government offices are closed, besides weekends.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        year (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HolidaysOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            fields=fields,
            lang=lang,
            year=year,
        )
    ).parsed
