import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.count_due_date_unit import CountDueDateUnit
from ...models.due_out import DueOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    received: datetime.datetime,
    value: int,
    unit: CountDueDateUnit,
    by_channel: bool | Unset = False,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_received = received.isoformat()
    params["received"] = json_received

    params["value"] = value

    json_unit: str = unit
    params["unit"] = json_unit

    params["by_channel"] = by_channel

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/due-date",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DueOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = DueOut.from_dict(response.json())

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
) -> Response[DueOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    value: int,
    unit: CountDueDateUnit,
    by_channel: bool | Unset = False,
) -> Response[DueOut | ProblemOut]:
    """Count Due Date

     Count a time from a moment, in its own unit, with Thai working days; explains each day.

    Args:
        received (datetime.datetime):
        value (int):
        unit (CountDueDateUnit):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DueOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        received=received,
        value=value,
        unit=unit,
        by_channel=by_channel,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    value: int,
    unit: CountDueDateUnit,
    by_channel: bool | Unset = False,
) -> DueOut | ProblemOut | None:
    """Count Due Date

     Count a time from a moment, in its own unit, with Thai working days; explains each day.

    Args:
        received (datetime.datetime):
        value (int):
        unit (CountDueDateUnit):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DueOut | ProblemOut
    """

    return sync_detailed(
        client=client,
        received=received,
        value=value,
        unit=unit,
        by_channel=by_channel,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    value: int,
    unit: CountDueDateUnit,
    by_channel: bool | Unset = False,
) -> Response[DueOut | ProblemOut]:
    """Count Due Date

     Count a time from a moment, in its own unit, with Thai working days; explains each day.

    Args:
        received (datetime.datetime):
        value (int):
        unit (CountDueDateUnit):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DueOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        received=received,
        value=value,
        unit=unit,
        by_channel=by_channel,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    received: datetime.datetime,
    value: int,
    unit: CountDueDateUnit,
    by_channel: bool | Unset = False,
) -> DueOut | ProblemOut | None:
    """Count Due Date

     Count a time from a moment, in its own unit, with Thai working days; explains each day.

    Args:
        received (datetime.datetime):
        value (int):
        unit (CountDueDateUnit):
        by_channel (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DueOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            received=received,
            value=value,
            unit=unit,
            by_channel=by_channel,
        )
    ).parsed
