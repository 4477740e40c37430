from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.page_out_procedure_record import PageOutProcedureRecord
from ...models.problem_out import ProblemOut
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    event: str | Unset = "",
    owner: int | Unset = 0,
    code: str | Unset = "",
    document: int | Unset = 0,
    tag: str | Unset = "",
    online: bool | Unset = False,
    free: bool | Unset = False,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["fields"] = fields

    params["lang"] = lang

    params["limit"] = limit

    params["cursor"] = cursor

    params["topic"] = topic

    params["group"] = group

    params["event"] = event

    params["owner"] = owner

    params["code"] = code

    params["document"] = document

    params["tag"] = tag

    params["online"] = online

    params["free"] = free

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/procedures",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageOutProcedureRecord | ProblemOut | None:
    if response.status_code == 200:
        response_200 = PageOutProcedureRecord.from_dict(response.json())

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
) -> Response[PageOutProcedureRecord | ProblemOut]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    event: str | Unset = "",
    owner: int | Unset = 0,
    code: str | Unset = "",
    document: int | Unset = 0,
    tag: str | Unset = "",
    online: bool | Unset = False,
    free: bool | Unset = False,
) -> Response[PageOutProcedureRecord | ProblemOut]:
    """List Procedures

     List procedures; ``document`` keeps those that ask for a document of the catalogue.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        event (str | Unset):  Default: ''.
        owner (int | Unset):  Default: 0.
        code (str | Unset):  Default: ''.
        document (int | Unset):  Default: 0.
        tag (str | Unset):  Default: ''.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutProcedureRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        topic=topic,
        group=group,
        event=event,
        owner=owner,
        code=code,
        document=document,
        tag=tag,
        online=online,
        free=free,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    event: str | Unset = "",
    owner: int | Unset = 0,
    code: str | Unset = "",
    document: int | Unset = 0,
    tag: str | Unset = "",
    online: bool | Unset = False,
    free: bool | Unset = False,
) -> PageOutProcedureRecord | ProblemOut | None:
    """List Procedures

     List procedures; ``document`` keeps those that ask for a document of the catalogue.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        event (str | Unset):  Default: ''.
        owner (int | Unset):  Default: 0.
        code (str | Unset):  Default: ''.
        document (int | Unset):  Default: 0.
        tag (str | Unset):  Default: ''.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutProcedureRecord | ProblemOut
    """

    return sync_detailed(
        client=client,
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        topic=topic,
        group=group,
        event=event,
        owner=owner,
        code=code,
        document=document,
        tag=tag,
        online=online,
        free=free,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    event: str | Unset = "",
    owner: int | Unset = 0,
    code: str | Unset = "",
    document: int | Unset = 0,
    tag: str | Unset = "",
    online: bool | Unset = False,
    free: bool | Unset = False,
) -> Response[PageOutProcedureRecord | ProblemOut]:
    """List Procedures

     List procedures; ``document`` keeps those that ask for a document of the catalogue.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        event (str | Unset):  Default: ''.
        owner (int | Unset):  Default: 0.
        code (str | Unset):  Default: ''.
        document (int | Unset):  Default: 0.
        tag (str | Unset):  Default: ''.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOutProcedureRecord | ProblemOut]
    """

    kwargs = _get_kwargs(
        fields=fields,
        lang=lang,
        limit=limit,
        cursor=cursor,
        topic=topic,
        group=group,
        event=event,
        owner=owner,
        code=code,
        document=document,
        tag=tag,
        online=online,
        free=free,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    fields: str | Unset = "",
    lang: str | Unset = "",
    limit: int | Unset = 50,
    cursor: str | Unset = "",
    topic: str | Unset = "",
    group: str | Unset = "",
    event: str | Unset = "",
    owner: int | Unset = 0,
    code: str | Unset = "",
    document: int | Unset = 0,
    tag: str | Unset = "",
    online: bool | Unset = False,
    free: bool | Unset = False,
) -> PageOutProcedureRecord | ProblemOut | None:
    """List Procedures

     List procedures; ``document`` keeps those that ask for a document of the catalogue.

    Args:
        fields (str | Unset):  Default: ''.
        lang (str | Unset):  Default: ''.
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):  Default: ''.
        topic (str | Unset):  Default: ''.
        group (str | Unset):  Default: ''.
        event (str | Unset):  Default: ''.
        owner (int | Unset):  Default: 0.
        code (str | Unset):  Default: ''.
        document (int | Unset):  Default: 0.
        tag (str | Unset):  Default: ''.
        online (bool | Unset):  Default: False.
        free (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOutProcedureRecord | ProblemOut
    """

    return (
        await asyncio_detailed(
            client=client,
            fields=fields,
            lang=lang,
            limit=limit,
            cursor=cursor,
            topic=topic,
            group=group,
            event=event,
            owner=owner,
            code=code,
            document=document,
            tag=tag,
            online=online,
            free=free,
        )
    ).parsed
