"""Statements about things, as JSON-LD, N-Triples and Turtle, out of one form.

A ``Node`` is a JSON-LD object whose keys are prefixed names and whose values are what ``th``,
``ref``, ``lit`` and their like return, one or a list. Nothing is anonymous: whatever is said of a
part can be said again tomorrow of the same part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from infogo.linked.uris import vocabulary

Node = dict[str, Any]
PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OWN = "ig"
"""Prefix of our own few terms."""
_UNFIT_FOR_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]")
_WEB = re.compile(r"https?://[^/\s]+", re.IGNORECASE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r"[\\\"\x00-\x1f\x7f]")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def context() -> dict[str, str]:
    """Return the JSON-LD context: prefixes only, so that it never has to be fetched."""
    return {**PREFIXES, OWN: vocabulary()}


def node(iri: str, types: Iterable[str] = (), **said: Any) -> Node:
    """Return what is said of a thing; names are ``prefix_name``, and what is empty is left out."""
    made: Node = {"@id": iri}
    if kinds := list(types):
        made["@type"] = kinds
    for name, value in said.items():
        values = [one for one in (value if isinstance(value, list) else [value]) if _says(one)]
        if values:
            made[name.replace("_", ":", 1)] = values
    return made


def _says(value: Any) -> bool:
    return value is not None and value != ""


def th(text: str) -> dict[str, str] | None:
    """Return a Thai text, or nothing when it is empty."""
    return {"@value": text, "@language": "th"} if text else None


def both(thai: str, english: str) -> list[dict[str, str] | None]:
    """Return a text in the languages in which there is one."""
    return [th(thai), {"@value": english, "@language": "en"} if english else None]


def ref(iri: str | None) -> dict[str, str] | None:
    """Return a link to another thing."""
    return {"@id": iri} if iri else None


def lit(value: Any, datatype: str) -> dict[str, str] | None:
    """Return a value with its XML Schema type, or nothing when it is not known."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime | date):
        value = value.isoformat()
    if isinstance(value, bool):
        value = "true" if value else "false"
    return {"@value": str(value), "@type": f"xsd:{datatype}"}


def known(name: str) -> dict[str, str]:
    """Return a link to a term by its prefixed name."""
    prefix, _colon, local = name.partition(":")
    return {"@id": PREFIXES[prefix] + local}


def web(address: str) -> str | None:
    """Return a web address fit to be an IRI, or nothing: people also type other things there."""
    stripped = address.strip()
    if not _WEB.match(stripped):
        return None
    return _UNFIT_FOR_IRI.sub(lambda found: quote(found[0]), stripped)


def json_ld(nodes: Iterable[Node]) -> bytes:
    """Return a JSON-LD document that says all of this."""
    document = {"@context": context(), "@graph": list(nodes)}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def n_triples(nodes: Iterable[Node]) -> Iterator[str]:
    """Give one line of N-Triples for each statement."""
    names = _Names(context())
    for one in nodes:
        subject = f"<{one['@id']}>"
        for predicate, value in _statements(one):
            yield f"{subject} {names.full(predicate)} {names.whole(value)} .\n"


def turtle(nodes: Iterable[Node]) -> Iterator[str]:
    """Give the lines of a Turtle document, things apart by empty lines."""
    names = _Names(context())
    for prefix, space in names.spaces.items():
        yield f"@prefix {prefix}: <{space}> .\n"
    for one in nodes:
        said: dict[str, list[str]] = {}
        for predicate, value in _statements(one):
            name = "a" if predicate == "rdf:type" else predicate
            said.setdefault(name, []).append(names.short(value))
        lines = [f"    {name} {', '.join(values)}" for name, values in said.items()]
        yield f"\n<{one['@id']}>\n" + " ;\n".join(lines) + " .\n"


def _statements(one: Node) -> Iterator[tuple[str, Any]]:
    for name, value in one.items():
        if name == "@id":
            continue
        for single in value:
            if name == "@type":
                yield "rdf:type", {"@curie": single}
            else:
                yield name, single


class _Names:
    """Writes terms of RDF with the prefixes of a context."""

    def __init__(self, spaces: Mapping[str, str]) -> None:
        self.spaces = spaces
        self._known: dict[str, str] = {}

    def full(self, name: str) -> str:
        """Return a prefixed name as a whole IRI."""
        if name not in self._known:
            prefix, _colon, local = name.partition(":")
            self._known[name] = f"<{self.spaces[prefix]}{local}>"
        return self._known[name]

    def whole(self, value: Any) -> str:
        """Return an object for N-Triples."""
        if isinstance(value, str):
            return _quoted(value)
        if "@curie" in value:
            return self.full(value["@curie"])
        if "@id" in value:
            return f"<{value['@id']}>"
        if "@language" in value:
            return f"{_quoted(value['@value'])}@{value['@language']}"
        return f"{_quoted(value['@value'])}^^{self.full(value['@type'])}"

    def short(self, value: Any) -> str:
        """Return an object for Turtle, where it is shorter."""
        if isinstance(value, str) or ("@value" not in value and "@curie" not in value):
            return self.whole(value)
        if "@curie" in value:
            name: str = value["@curie"]
            return name if _LOCAL_NAME.fullmatch(name.partition(":")[2]) else self.full(name)
        if "@type" in value:
            return f"{_quoted(value['@value'])}^^{value['@type']}"
        return self.whole(value)


def _quoted(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
