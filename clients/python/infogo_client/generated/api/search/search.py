from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.kind import Kind
from ...models.problem_out import ProblemOut
from ...models.search_out import SearchOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: str | Unset = "",
    type_: Kind | None | Unset = UNSET,
    province: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    agency: int | Unset = 0,
    online: bool | Unset = False,
    free: bool | Unset = False,
    weekend: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    facets: bool | Unset = False,
    as_typed: bool | Unset = False,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["q"] = q

    json_type_: None | str | Unset
    if isinstance(type_, Unset):
        json_type_ = UNSET
    elif isinstance(type_, str):
        json_type_ = type_
    else:
        json_type_ = type_
    params["type"] = json_type_

    params["province"] = province

    params["topic"] = topic

    params["group"] = group

    params["agency"] = agency

    params["online"] = online

    params["free"] = free

    params["weekend"] = weekend

    params["page"] = page

    params["page_size"] = page_size

    params["facets"] = facets

    params["as_typed"] = as_typed

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/search",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemOut | SearchOut | None:
    if response.status_code == 200:
        response_200 = SearchOut.from_dict(response.json())

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
) -> Response[ProblemOut | SearchOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = "",
    type_: Kind | None | Unset = UNSET,
    province: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    agency: int | Unset = 0,
    online: bool | Unset = False,
    free: bool | Unset = False,
    weekend: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    facets: bool | Unset = False,
    as_typed: bool | Unset = False,
) -> Response[ProblemOut | SearchOut]:
    """Search View

     Search procedures, agencies, service points and articles; the best results first.

    With ``province`` results are restricted to what serves it, and procedures lead to the manual
    of an agency there. An empty ``q`` lists everything under the filters.

    Args:
        q (str | Unset):  Default: ''.
        type_ (Kind | None | Unset):
        province (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.
        weekend (bool | Unset):  Default: False.
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        facets (bool | Unset):  Default: False.
        as_typed (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | SearchOut]
    """

    kwargs = _get_kwargs(
        q=q,
        type_=type_,
        province=province,
        topic=topic,
        group=group,
        agency=agency,
        online=online,
        free=free,
        weekend=weekend,
        page=page,
        page_size=page_size,
        facets=facets,
        as_typed=as_typed,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = "",
    type_: Kind | None | Unset = UNSET,
    province: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    agency: int | Unset = 0,
    online: bool | Unset = False,
    free: bool | Unset = False,
    weekend: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    facets: bool | Unset = False,
    as_typed: bool | Unset = False,
) -> ProblemOut | SearchOut | None:
    """Search View

     Search procedures, agencies, service points and articles; the best results first.

    With ``province`` results are restricted to what serves it, and procedures lead to the manual
    of an agency there. An empty ``q`` lists everything under the filters.

    Args:
        q (str | Unset):  Default: ''.
        type_ (Kind | None | Unset):
        province (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.
        weekend (bool | Unset):  Default: False.
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        facets (bool | Unset):  Default: False.
        as_typed (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | SearchOut
    """

    return sync_detailed(
        client=client,
        q=q,
        type_=type_,
        province=province,
        topic=topic,
        group=group,
        agency=agency,
        online=online,
        free=free,
        weekend=weekend,
        page=page,
        page_size=page_size,
        facets=facets,
        as_typed=as_typed,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = "",
    type_: Kind | None | Unset = UNSET,
    province: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    agency: int | Unset = 0,
    online: bool | Unset = False,
    free: bool | Unset = False,
    weekend: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    facets: bool | Unset = False,
    as_typed: bool | Unset = False,
) -> Response[ProblemOut | SearchOut]:
    """Search View

     Search procedures, agencies, service points and articles; the best results first.

    With ``province`` results are restricted to what serves it, and procedures lead to the manual
    of an agency there. An empty ``q`` lists everything under the filters.

    Args:
        q (str | Unset):  Default: ''.
        type_ (Kind | None | Unset):
        province (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.
        weekend (bool | Unset):  Default: False.
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        facets (bool | Unset):  Default: False.
        as_typed (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemOut | SearchOut]
    """

    kwargs = _get_kwargs(
        q=q,
        type_=type_,
        province=province,
        topic=topic,
        group=group,
        agency=agency,
        online=online,
        free=free,
        weekend=weekend,
        page=page,
        page_size=page_size,
        facets=facets,
        as_typed=as_typed,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = "",
    type_: Kind | None | Unset = UNSET,
    province: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    agency: int | Unset = 0,
    online: bool | Unset = False,
    free: bool | Unset = False,
    weekend: bool | Unset = False,
    page: int | Unset = 1,
    page_size: int | Unset = 10,
    facets: bool | Unset = False,
    as_typed: bool | Unset = False,
) -> ProblemOut | SearchOut | None:
    """Search View

     Search procedures, agencies, service points and articles; the best results first.

    With ``province`` results are restricted to what serves it, and procedures lead to the manual
    of an agency there. An empty ``q`` lists everything under the filters.

    Args:
        q (str | Unset):  Default: ''.
        type_ (Kind | None | Unset):
        province (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        agency (int | Unset):  Default: 0.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.
        weekend (bool | Unset):  Default: False.
        page (int | Unset):  Default: 1.
        page_size (int | Unset):  Default: 10.
        facets (bool | Unset):  Default: False.
        as_typed (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemOut | SearchOut
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            type_=type_,
            province=province,
            topic=topic,
            group=group,
            agency=agency,
            online=online,
            free=free,
            weekend=weekend,
            page=page,
            page_size=page_size,
            facets=facets,
            as_typed=as_typed,
        )
    ).parsed
