from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_out import ProblemOut
from ...models.rating_figures import RatingFigures
from ...types import UNSET, Response, Unset


def _get_kwargs(
    point_id: int,
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
        "url": "/api/v1/points/{point_id}/ratings".format(
            point_id=quote(str(point_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemOut | RatingFigures | None:
    if response.status_code == 200:
        response_200 = RatingFigures.from_dict(response.json())

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
) -> Response[ProblemOut | RatingFigures]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    point_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> Response[ProblemOut | RatingFigures]:
    """Point Ratings

     Read what citizens said of a service point.

    Args:
        point_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | RatingFigures]
    """

    kwargs = _get_kwargs(
        point_id=point_id,
        fields=fields,
        lang=lang,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    point_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> ProblemOut | RatingFigures | None:
    """Point Ratings

     Read what citizens said of a service point.

    Args:
        point_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | RatingFigures
    """

    return sync_detailed(
        point_id=point_id,
        client=client,
        fields=fields,
        lang=lang,
    ).parsed


async def asyncio_detailed(
    point_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> Response[ProblemOut | RatingFigures]:
    """Point Ratings

     Read what citizens said of a service point.

    Args:
        point_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | RatingFigures]
    """

    kwargs = _get_kwargs(
        point_id=point_id,
        fields=fields,
        lang=lang,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    point_id: int,
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
) -> ProblemOut | RatingFigures | None:
    """Point Ratings

     Read what citizens said of a service point.

    Args:
        point_id (int):
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | RatingFigures
    """

    return (
        await asyncio_detailed(
            point_id=point_id,
            client=client,
            fields=fields,
            lang=lang,
        )
    ).parsed
