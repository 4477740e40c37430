from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.changes_out import ChangesOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    after: int | Unset = 0,
    limit: int | Unset = 100,
    kinds: str | Unset = "",
    agencies: str | Unset = "",
    include: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["after"] = after

    params["limit"] = limit

    params["kinds"] = kinds

    params["agencies"] = agencies

    params["include"] = include

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/changes",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ChangesOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = ChangesOut.from_dict(response.json())

        return response_200

    if response.status_code == 410:
        response_410 = ProblemOut.from_dict(response.json())

        return response_410

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
) -> Response[ChangesOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    after: int | Unset = 0,
    limit: int | Unset = 100,
    kinds: str | Unset = "",
    agencies: str | Unset = "",
    include: str | Unset = "",
) -> Response[ChangesOut | ProblemOut]:
    """List Changes

     Read what changed after a number.

    Begin with ``after`` from a whole copy, or 0. Numbers older than the feed keeps are gone (410):
    take a whole copy then, and again whenever a change has the kind ``everything``.

    Args:
        after (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 100.
        kinds (str | Unset):  Default: ''.
        agencies (str | Unset):  Default: ''.
        include (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChangesOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        after=after,
        limit=limit,
        kinds=kinds,
        agencies=agencies,
        include=include,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    after: int | Unset = 0,
    limit: int | Unset = 100,
    kinds: str | Unset = "",
    agencies: str | Unset = "",
    include: str | Unset = "",
) -> ChangesOut | ProblemOut | None:
    """List Changes

     Read what changed after a number.

    Begin with ``after`` from a whole copy, or 0. Numbers older than the feed keeps are gone (410):
    take a whole copy then, and again whenever a change has the kind ``everything``.

    Args:
        after (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 100.
        kinds (str | Unset):  Default: ''.
        agencies (str | Unset):  Default: ''.
        include (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChangesOut | ProblemOut
    """

    return sync_detailed(
        client=client,
        after=after,
        limit=limit,
        kinds=kinds,
        agencies=agencies,
        include=include,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    after: int | Unset = 0,
    limit: int | Unset = 100,
    kinds: str | Unset = "",
    agencies: str | Unset = "",
    include: str | Unset = "",
) -> Response[ChangesOut | ProblemOut]:
    """List Changes

     Read what changed after a number.

    Begin with ``after`` from a whole copy, or 0. Numbers older than the feed keeps are gone (410):
    take a whole copy then, and again whenever a change has the kind ``everything``.

    Args:
        after (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 100.
        kinds (str | Unset):  Default: ''.
        agencies (str | Unset):  Default: ''.
        include (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ChangesOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        after=after,
        limit=limit,
        kinds=kinds,
        agencies=agencies,
        include=include,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    after: int | Unset = 0,
    limit: int | Unset = 100,
    kinds: str | Unset = "",
    agencies: str | Unset = "",
    include: str | Unset = "",
) -> ChangesOut | ProblemOut | None:
    """List Changes

     Read what changed after a number.

    Begin with ``after`` from a whole copy, or 0. Numbers older than the feed keeps are gone (410):
    take a whole copy then, and again whenever a change has the kind ``everything``.

    Args:
        after (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 100.
        kinds (str | Unset):  Default: ''.
        agencies (str | Unset):  Default: ''.
        include (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ChangesOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            after=after,
            limit=limit,
            kinds=kinds,
            agencies=agencies,
            include=include,
        )
    ).parsed
