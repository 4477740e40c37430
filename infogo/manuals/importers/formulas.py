"""``services/formulas.jsonl``: how fees of the services are computed, with worked examples."""

from __future__ import annotations

from typing import Any

from infogo.core.importing import Job, Row, RowError
from infogo.manuals.computing import tree_of
from infogo.manuals.formula_check import BAHT, faults_of
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.formula_language.tree import inputs_in
from infogo.manuals.formulas import Formula, FormulaExample, FormulaInput, GivenValue

FILE = "services/formulas.jsonl"
Data = dict[str, Any]


class Formulas:
    """The formulas of all services, by the code of the service and the item of the fee."""

    def __init__(self, job: Job) -> None:
        """Read them; a service with a formula that does not give its examples is left out."""
        self._of: dict[str, dict[str, Formula]] = {}
        for row in job.jsonl_rows(FILE):
            try:
                self._of[str(row.data["service"])] = _formulas(row)
            except RowError as error:
                row.reject(error)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                row.reject(RowError("", "", f"โครงสร้างสูตรไม่ครบ: {error}", "เทียบกับบริการอื่นในไฟล์"))

    def of(self, service: str) -> dict[str, Formula]:
        """Return the formulas of a service by the item of the fee."""
        return self._of.get(service, {})


def _formulas(row: Row) -> dict[str, Formula]:
    """Return the formulas of one service.

    Raises:
        RowError: one of them is no formula, or an example of its own does not come out.
    """
    inputs = [
        FormulaInput.model_validate({"code": code, **asked})
        for code, asked in row.data["inputs"].items()
    ]
    found = {}
    for fee in row.data["fees"]:
        formula = _formula(fee, inputs)
        for fault in faults_of(formula, BAHT):
            raise RowError(f"{fee['fee']} · {fault.path}", "", fault.reason, fault.todo)
        found[str(fee["fee"])] = formula
    return found


def _formula(fee: Data, inputs: list[FormulaInput]) -> Formula:
    """Return a formula that asks only for what it uses, out of all that the service asks."""
    whole = Formula(
        inputs=tuple(inputs),
        expression=fee["expression"],
        law=fee.get("law", ""),
        examples=tuple(_example(each) for each in fee["examples"]),
    )
    try:
        used = inputs_in(tree_of(whole))
    except FormulaError as error:
        raise RowError(fee["fee"], fee["expression"], str(error), "แก้สูตรในไฟล์") from error
    kept = tuple(each for each in inputs if each.code in used)
    examples = tuple(
        example.model_copy(update={"given": tuple(g for g in example.given if g.input in used)})
        for example in whole.examples
    )
    return whole.model_copy(update={"inputs": kept, "examples": examples})


def _example(data: Data) -> FormulaExample:
    given = tuple(GivenValue(input=code, value=value) for code, value in data["given"].items())
    return FormulaExample(given=given, result=data["result"], note=data.get("note", ""))
