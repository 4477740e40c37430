from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    kind: str,
    *,
    province: str | Unset = "",
    q: str | Unset = "",
    month: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["province"] = province

    params["q"] = q

    params["month"] = month

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/office/bulk/{kind}/rows".format(
            kind=quote(str(kind), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemOut | str | None:
    if response.status_code == 200:
        response_200 = cast(str, response.content)
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
) -> Response[ProblemOut | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: str,
    *,
    client: AuthenticatedClient,
    province: str | Unset = "",
    q: str | Unset = "",
    month: str | Unset = "",
) -> Response[ProblemOut | str]:
    """Read Bulk Rows

     Read the rows that the caller may change as JSON Lines; send changed ones back as a job.

    Args:
        kind (str):
        province (str | Unset):  Default: ''.
        q (str | Unset):  Default: ''.
        month (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | str]
    """

    kwargs = _get_kwargs(
        kind=kind,
        province=province,
        q=q,
        month=month,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: str,
    *,
    client: AuthenticatedClient,
    province: str | Unset = "",
    q: str | Unset = "",
    month: str | Unset = "",
) -> ProblemOut | str | None:
    """Read Bulk Rows

     Read the rows that the caller may change as JSON Lines; send changed ones back as a job.

    Args:
        kind (str):
        province (str | Unset):  Default: ''.
        q (str | Unset):  Default: ''.
        month (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | str
    """

    return sync_detailed(
        kind=kind,
        client=client,
        province=province,
        q=q,
        month=month,
    ).parsed


async def asyncio_detailed(
    kind: str,
    *,
    client: AuthenticatedClient,
    province: str | Unset = "",
    q: str | Unset = "",
    month: str | Unset = "",
) -> Response[ProblemOut | str]:
    """Read Bulk Rows

     Read the rows that the caller may change as JSON Lines; send changed ones back as a job.

    Args:
        kind (str):
        province (str | Unset):  Default: ''.
        q (str | Unset):  Default: ''.
        month (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | str]
    """

    kwargs = _get_kwargs(
        kind=kind,
        province=province,
        q=q,
        month=month,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: str,
    *,
    client: AuthenticatedClient,
    province: str | Unset = "",
    q: str | Unset = "",
    month: str | Unset = "",
) -> ProblemOut | str | None:
    """Read Bulk Rows

     Read the rows that the caller may change as JSON Lines; send changed ones back as a job.

    Args:
        kind (str):
        province (str | Unset):  Default: ''.
        q (str | Unset):  Default: ''.
        month (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | str
    """

    return (
        await asyncio_detailed(
            kind=kind,
            client=client,
            province=province,
            q=q,
            month=month,
        )
    ).parsed
