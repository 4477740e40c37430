"""Filling a table from a query inside the database.

A country has some 340,000 adoptions and as many pins, each following from a join. Letting the
database write them takes seconds; building them as objects takes minutes.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, Value
from django.db.models.expressions import Combinable


def insert_from(
    model: type[Model], rows: QuerySet[Any, Any], columns: dict[str, Combinable]
) -> int:
    """Insert one row of ``model`` for each row of the query; return how many.

    ``columns`` maps field names of ``model`` to expressions over ``rows``; every other column
    gets its field's default, so a new column cannot be forgotten here. Model signals and
    ``save()`` are not involved.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    values = {
        f"into_{field.name}": columns.get(field.name, Value(field.get_default(), field))
        for field in fields
    }
    query = rows.order_by().annotate(**values).values_list(*values).query
    select, parameters = query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) {select}"
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)
