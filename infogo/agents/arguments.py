"""What the tools are asked with: bounds and words are what an assistant reads in their schemas."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from infogo.core.converters import LARGEST_ID

LARGEST_REQUEST = 64 * 1024
"""Bytes of one message of the protocol."""
Language = Annotated[
    Literal["th", "en"], Field(description="Language of words for the reader: th or en")
]
Procedure = Annotated[int, Field(ge=1, le=LARGEST_ID, description="Id from search_services")]
Agency = Annotated[
    int | None,
    Field(ge=1, le=LARGEST_ID, description="Id from find_agency, for its own local manual"),
]
Query = Annotated[
    str,
    Field(
        min_length=2,
        max_length=400,
        description="What the person said, in Thai or English, as it was said",
    ),
]
Province = Annotated[
    str, Field(pattern=r"^([1-9][0-9])?$", description="Two-digit code of a province, or empty")
]
DistrictCode = Annotated[
    str, Field(pattern=r"^([1-9][0-9]{3})?$", description="Four-digit code of a district, or empty")
]
Code = Annotated[str, Field(max_length=40)]
Typed = Annotated[str, Field(max_length=80)]
Answers = Annotated[
    dict[Code, Code],
    Field(max_length=40, description="Answers by code of question, as open_questions lists them"),
]
