import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.due_out import DueOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    manual_id: int,
    *,
    received: datetime.datetime,
    by_channel: bool | Unset = False,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_received = received.isoformat()
    params["received"] = json_received

    params["by_channel"] = by_channel

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/manuals/{manual_id}/due-date".format(
            manual_id=quote(str(manual_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DueOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = DueOut.from_dict(response.json())

        return response_200

    if response.status_code == 404:
        response_404 = ProblemOut.from_dict(response.json())

        return response_404

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
) -> Response[DueOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    by_channel: bool | Unset = False,
) -> Response[DueOut | ProblemOut]:
    """Manual Due Date

     Count by when a manual promises the result of what was filed, by the edition of that day.

    Args:
        manual_id (int):
        received (datetime.datetime):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DueOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        manual_id=manual_id,
        received=received,
        by_channel=by_channel,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    by_channel: bool | Unset = False,
) -> DueOut | ProblemOut | None:
    """Manual Due Date

     Count by when a manual promises the result of what was filed, by the edition of that day.

    Args:
        manual_id (int):
        received (datetime.datetime):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DueOut | ProblemOut
    """

    return sync_detailed(
        manual_id=manual_id,
        client=client,
        received=received,
        by_channel=by_channel,
    ).parsed


async def asyncio_detailed(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    by_channel: bool | Unset = False,
) -> Response[DueOut | ProblemOut]:
    """Manual Due Date

     Count by when a manual promises the result of what was filed, by the edition of that day.

    Args:
        manual_id (int):
        received (datetime.datetime):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DueOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        manual_id=manual_id,
        received=received,
        by_channel=by_channel,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    by_channel: bool | Unset = False,
) -> DueOut | ProblemOut | None:
    """Manual Due Date

     Count by when a manual promises the result of what was filed, by the edition of that day.

    Args:
        manual_id (int):
        received (datetime.datetime):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DueOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            manual_id=manual_id,
            client=client,
            received=received,
            by_channel=by_channel,
        )
    ).parsed
