from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.page_out_office_pin_out import PageOutOfficePinOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["manual"] = manual

    params["point"] = point

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/office/pins",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageOutOfficePinOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = PageOutOfficePinOut.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = ProblemOut.from_dict(response.json())

        return response_400

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
) -> Response[PageOutOfficePinOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
) -> Response[PageOutOfficePinOut | ProblemOut]:
    """List Office Pins

     List the pins that the caller may change, by id.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutOfficePinOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        manual=manual,
        point=point,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
) -> PageOutOfficePinOut | ProblemOut | None:
    """List Office Pins

     List the pins that the caller may change, by id.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutOfficePinOut | ProblemOut
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        manual=manual,
        point=point,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
) -> Response[PageOutOfficePinOut | ProblemOut]:
    """List Office Pins

     List the pins that the caller may change, by id.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutOfficePinOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        manual=manual,
        point=point,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    manual: int | Unset = 0,
    point: int | Unset = 0,
) -> PageOutOfficePinOut | ProblemOut | None:
    """List Office Pins

     List the pins that the caller may change, by id.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        manual (int | Unset):  Default: 0.
        point (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutOfficePinOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            manual=manual,
            point=point,
        )
    ).parsed
