from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.access_in import AccessIn
from ...models.office_point_out import OfficePointOut
from ...models.problem_out import ProblemOut
from ...types import Response


def _get_kwargs(
    point_id: int,
    *,
    body: AccessIn,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/v1/office/points/{point_id}/access".format(
            point_id=quote(str(point_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OfficePointOut | ProblemOut | None:
    if response.status_code == 200:
        response_200 = OfficePointOut.from_dict(response.json())

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
) -> Response[OfficePointOut | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    point_id: int,
    *,
    client: AuthenticatedClient,
    body: AccessIn,
) -> Response[OfficePointOut | ProblemOut]:
    """Equip Office Point

     Change what there is for whom access is hard.

    Args:
        point_id (int):
        body (AccessIn): What there is for whom access is hard; null is unknown.

            What the first version of this contract did not know stays as it is when it is not sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OfficePointOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        point_id=point_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    point_id: int,
    *,
    client: AuthenticatedClient,
    body: AccessIn,
) -> OfficePointOut | ProblemOut | None:
    """Equip Office Point

     Change what there is for whom access is hard.

    Args:
        point_id (int):
        body (AccessIn): What there is for whom access is hard; null is unknown.

            What the first version of this contract did not know stays as it is when it is not sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OfficePointOut | ProblemOut
    """

    return sync_detailed(
        point_id=point_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    point_id: int,
    *,
    client: AuthenticatedClient,
    body: AccessIn,
) -> Response[OfficePointOut | ProblemOut]:
    """Equip Office Point

     Change what there is for whom access is hard.

    Args:
        point_id (int):
        body (AccessIn): What there is for whom access is hard; null is unknown.

            What the first version of this contract did not know stays as it is when it is not sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OfficePointOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        point_id=point_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    point_id: int,
    *,
    client: AuthenticatedClient,
    body: AccessIn,
) -> OfficePointOut | ProblemOut | None:
    """Equip Office Point

     Change what there is for whom access is hard.

    Args:
        point_id (int):
        body (AccessIn): What there is for whom access is hard; null is unknown.

            What the first version of this contract did not know stays as it is when it is not sent.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OfficePointOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            point_id=point_id,
            client=client,
            body=body,
        )
    ).parsed
