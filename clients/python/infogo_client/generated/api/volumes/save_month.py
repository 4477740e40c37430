from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_out import ProblemOut
from ...models.rows_in import RowsIn
from ...models.saved_out import SavedOut
from ...types import Response


def _get_kwargs(
    agency_id: int,
    month: str,
    *,
    body: RowsIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/v1/volumes/{agency_id}/{month}".format(
            agency_id=quote(str(agency_id), safe=""),
            month=quote(str(month), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemOut | SavedOut | None:
    if response.status_code == 200:
        response_200 = SavedOut.from_dict(response.json())

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

    if response.status_code == 413:
        response_413 = ProblemOut.from_dict(response.json())

        return response_413

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
) -> Response[ProblemOut | SavedOut]:
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
    body: RowsIn,
) -> Response[ProblemOut | SavedOut]:
    """Save Month

     Tell rows of a month; needs the act ``report``. All are kept or, with one wrong, none.

    Unlikely numbers are kept; read the month again for what looks wrong.

    Args:
        agency_id (int):
        month (str):
        body (RowsIn): Rows of one month; all are kept or none.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | SavedOut]
    """

    kwargs = _get_kwargs(
        agency_id=agency_id,
        month=month,
        body=body,
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
    body: RowsIn,
) -> ProblemOut | SavedOut | None:
    """Save Month

     Tell rows of a month; needs the act ``report``. All are kept or, with one wrong, none.

    Unlikely numbers are kept; read the month again for what looks wrong.

    Args:
        agency_id (int):
        month (str):
        body (RowsIn): Rows of one month; all are kept or none.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | SavedOut
    """

    return sync_detailed(
        agency_id=agency_id,
        month=month,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    agency_id: int,
    month: str,
    *,
    client: AuthenticatedClient,
    body: RowsIn,
) -> Response[ProblemOut | SavedOut]:
    """Save Month

     Tell rows of a month; needs the act ``report``. All are kept or, with one wrong, none.

    Unlikely numbers are kept; read the month again for what looks wrong.

    Args:
        agency_id (int):
        month (str):
        body (RowsIn): Rows of one month; all are kept or none.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | SavedOut]
    """

    kwargs = _get_kwargs(
        agency_id=agency_id,
        month=month,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    agency_id: int,
    month: str,
    *,
    client: AuthenticatedClient,
    body: RowsIn,
) -> ProblemOut | SavedOut | None:
    """Save Month

     Tell rows of a month; needs the act ``report``. All are kept or, with one wrong, none.

    Unlikely numbers are kept; read the month again for what looks wrong.

    Args:
        agency_id (int):
        month (str):
        body (RowsIn): Rows of one month; all are kept or none.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | SavedOut
    """

    return (
        await asyncio_detailed(
            agency_id=agency_id,
            month=month,
            client=client,
            body=body,
        )
    ).parsed
