from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.month_out import MonthOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    agency_id: int,
    month: str,
    *,
    page: int | Unset = 1,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/volumes/{agency_id}/{month}".format(
            agency_id=quote(str(agency_id), safe=""),
            month=quote(str(month), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MonthOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = MonthOut.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = ProblemOut.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ProblemOut.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = ProblemOut.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = ProblemOut.from_dict(response.json())

        return response_409

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
) -> Response[MonthOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    agency_id: int,
    month: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = 1,
) -> Response[MonthOut | ProblemOut]:
    """Read Month

     Read what a month's report asks for and what was told of it; needs the act ``view``.

    Online rows come first, on page 1. A page has at most 500 rows of counters.

    Args:
        agency_id (int):
        month (str):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MonthOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        agency_id=agency_id,
        month=month,
        page=page,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    agency_id: int,
    month: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = 1,
) -> MonthOut | ProblemOut | None:
    """Read Month

     Read what a month's report asks for and what was told of it; needs the act ``view``.

    Online rows come first, on page 1. A page has at most 500 rows of counters.

    Args:
        agency_id (int):
        month (str):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MonthOut | ProblemOut
    """

    return sync_detailed(
        agency_id=agency_id,
        month=month,
        client=client,
        page=page,
    ).parsed


async def asyncio_detailed(
    agency_id: int,
    month: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = 1,
) -> Response[MonthOut | ProblemOut]:
    """Read Month

     Read what a month's report asks for and what was told of it; needs the act ``view``.

    Online rows come first, on page 1. A page has at most 500 rows of counters.

    Args:
        agency_id (int):
        month (str):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MonthOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        agency_id=agency_id,
        month=month,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    agency_id: int,
    month: str,
    *,
    client: AuthenticatedClient,
    page: int | Unset = 1,
) -> MonthOut | ProblemOut | None:
    """Read Month

     Read what a month's report asks for and what was told of it; needs the act ``view``.

    Online rows come first, on page 1. A page has at most 500 rows of counters.

    Args:
        agency_id (int):
        month (str):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MonthOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            agency_id=agency_id,
            month=month,
            client=client,
            page=page,
        )
    ).parsed
