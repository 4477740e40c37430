from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_out import JobOut
from ...models.problem_out import ProblemOut
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    kind: str,
    *,
    body: File,
    name: str | Unset = "",
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["name"] = name

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/office/bulk/{kind}/jobs".format(
            kind=quote(str(kind), safe=""),
        ),
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobOut | ProblemOut | None:
    if response.status_code == 201:
        response_201 = JobOut.from_dict(response.json())

        return response_201

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
) -> Response[JobOut | ProblemOut]:
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
    body: File,
    name: str | Unset = "",
) -> Response[JobOut | ProblemOut]:
    """Upload Bulk Job

     Send a file as the body: xlsx, CSV with the spreadsheet's headers, or JSON Lines.

    What it is shows from its beginning. It is checked row by row; nothing changes before the job is
    applied.

    Args:
        kind (str):
        name (str | Unset):  Default: ''.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        kind=kind,
        body=body,
        name=name,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: str,
    *,
    client: AuthenticatedClient,
    body: File,
    name: str | Unset = "",
) -> JobOut | ProblemOut | None:
    """Upload Bulk Job

     Send a file as the body: xlsx, CSV with the spreadsheet's headers, or JSON Lines.

    What it is shows from its beginning. It is checked row by row; nothing changes before the job is
    applied.

    Args:
        kind (str):
        name (str | Unset):  Default: ''.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobOut | ProblemOut
    """

    return sync_detailed(
        kind=kind,
        client=client,
        body=body,
        name=name,
    ).parsed


async def asyncio_detailed(
    kind: str,
    *,
    client: AuthenticatedClient,
    body: File,
    name: str | Unset = "",
) -> Response[JobOut | ProblemOut]:
    """Upload Bulk Job

     Send a file as the body: xlsx, CSV with the spreadsheet's headers, or JSON Lines.

    What it is shows from its beginning. It is checked row by row; nothing changes before the job is
    applied.

    Args:
        kind (str):
        name (str | Unset):  Default: ''.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobOut | ProblemOut]
    """

    kwargs = _get_kwargs(
        kind=kind,
        body=body,
        name=name,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: str,
    *,
    client: AuthenticatedClient,
    body: File,
    name: str | Unset = "",
) -> JobOut | ProblemOut | None:
    """Upload Bulk Job

     Send a file as the body: xlsx, CSV with the spreadsheet's headers, or JSON Lines.

    What it is shows from its beginning. It is checked row by row; nothing changes before the job is
    applied.

    Args:
        kind (str):
        name (str | Unset):  Default: ''.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobOut | ProblemOut
    """

    return (
        await asyncio_detailed(
            kind=kind,
            client=client,
            body=body,
            name=name,
        )
    ).parsed
