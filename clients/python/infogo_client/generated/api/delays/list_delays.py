from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cases_out import CasesOut
from ...models.list_delays_show import ListDelaysShow
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    show: ListDelaysShow | Unset = UNSET,
    after: int | Unset = 0,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_show: dict[str, Any] | Unset = UNSET
    if not isinstance(show, Unset):
        json_show = show.to_dict()
    if not isinstance(json_show, Unset):
        params.update(json_show)

    params["after"] = after

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/delays",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CasesOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = CasesOut.from_dict(response.json())

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
) -> Response[CasesOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    show: ListDelaysShow | Unset = UNSET,
    after: int | Unset = 0,
) -> Response[CasesOut | ProblemOut]:
    """List Delays

     Read cases that stand so, in order of id, 200 a page; needs the act ``view``.

    Args:
        show (ListDelaysShow | Unset):
        after (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CasesOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        show=show,
        after=after,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    show: ListDelaysShow | Unset = UNSET,
    after: int | Unset = 0,
) -> CasesOut | ProblemOut | None:
    """List Delays

     Read cases that stand so, in order of id, 200 a page; needs the act ``view``.

    Args:
        show (ListDelaysShow | Unset):
        after (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CasesOut | ProblemOut
    """

    return sync_detailed(
        client=client,
        show=show,
        after=after,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    show: ListDelaysShow | Unset = UNSET,
    after: int | Unset = 0,
) -> Response[CasesOut | ProblemOut]:
    """List Delays

     Read cases that stand so, in order of id, 200 a page; needs the act ``view``.

    Args:
        show (ListDelaysShow | Unset):
        after (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CasesOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        show=show,
        after=after,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    show: ListDelaysShow | Unset = UNSET,
    after: int | Unset = 0,
) -> CasesOut | ProblemOut | None:
    """List Delays

     Read cases that stand so, in order of id, 200 a page; needs the act ``view``.

    Args:
        show (ListDelaysShow | Unset):
        after (int | Unset):  Default: 0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CasesOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            show=show,
            after=after,
        )
    ).parsed
