from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_out import ProblemOut
from ...models.times_record import TimesRecord
from ...types import UNSET, Response, Unset


def _get_kwargs(
    manual_id: int,
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/manuals/{manual_id}/times".format(
            manual_id=quote(str(manual_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemOut | TimesRecord | None:
    if response.status_code == 200:
        response_200 = TimesRecord.from_dict(response.json())

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
) -> Response[ProblemOut | TimesRecord]:
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
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> Response[ProblemOut | TimesRecord]:
    """Manual Times

     Read promised and real times of a manual, as agencies reported them and receipts show.

    Args:
        manual_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | TimesRecord]
    """

    kwargs = _get_kwargs(
        manual_id=manual_id,
        fields=fields,
        lang=lang,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> ProblemOut | TimesRecord | None:
    """Manual Times

     Read promised and real times of a manual, as agencies reported them and receipts show.

    Args:
        manual_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | TimesRecord
    """

    return sync_detailed(
        manual_id=manual_id,
        client=client,
        fields=fields,
        lang=lang,
    ).parsed


async def asyncio_detailed(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> Response[ProblemOut | TimesRecord]:
    """Manual Times

     Read promised and real times of a manual, as agencies reported them and receipts show.

    Args:
        manual_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | TimesRecord]
    """

    kwargs = _get_kwargs(
        manual_id=manual_id,
        fields=fields,
        lang=lang,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    manual_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> ProblemOut | TimesRecord | None:
    """Manual Times

     Read promised and real times of a manual, as agencies reported them and receipts show.

    Args:
        manual_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | TimesRecord
    """

    return (
        await asyncio_detailed(
            manual_id=manual_id,
            client=client,
            fields=fields,
            lang=lang,
        )
    ).parsed
