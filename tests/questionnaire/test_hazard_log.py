"""The hazard log is whole, says what is true of the tests, and is the document that people read."""

import ast
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAFETY = ROOT / "docs" / "safety"
FIELDS = {
    *("id", "name", "label", "description", "causes", "effect", "hazard", "harm", "existing", "initial", "owner"),
    *("controls", "residual", "status", "code"),
}


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(SAFETY))
    try:
        import write_hazard_log
    finally:
        sys.path.remove(str(SAFETY))
    return write_hazard_log


@pytest.fixture(scope="module")
def log(script):
    return script.hazards()


def named_tests(log):
    return {test for hazard in log for control in hazard["controls"] for test in control.get("tests", [])}


def test_every_named_test_exists(log):
    for name in sorted(named_tests(log)):
        path, _, test = name.partition("::")
        assert (ROOT / path).is_file(), name
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, name


def test_every_hazard_has_every_field_and_at_least_one_control_that_a_test_proves(log):
    for hazard in log:
        assert set(hazard) == FIELDS, hazard["id"]
        assert hazard["label"] in ("hazard", "new for triage", "deprecated")
        assert hazard["status"] in ("open", "transferred", "closed")
        assert any(control.get("tests") for control in hazard["controls"]), hazard["id"]
        for control in hazard["controls"]:
            assert control["kind"] in ("design", "testing", "training", "business process")


def test_no_hazard_is_ever_deleted_or_numbered_twice(log):
    assert [hazard["id"] for hazard in log] == [f"HZ-{number:02}" for number in range(1, len(log) + 1)]
    assert len(log) >= 22
    assert max(Counter(hazard["name"] for hazard in log).values()) == 1


def test_controls_lower_the_risk_or_the_hazard_says_why_not(log, script):
    for hazard in log:
        assert script.risk(hazard["residual"]) <= script.risk(hazard["initial"]), hazard["id"]
        assert script.risk(hazard["residual"]) < 5, hazard["id"]


def test_the_matrix_is_the_one_of_the_standard(script):
    levels = {
        1: "1-1 1-2 2-1",
        2: "1-3 1-4 2-2 2-3 3-1 3-2 4-1",
        3: "1-5 2-4 3-3 3-4 4-2 4-3 5-1",
        4: "2-5 3-5 4-4 5-2 5-3",
        5: "4-5 5-4 5-5",
    }
    for level, pairs in levels.items():
        for likelihood, severity in re.findall(r"(\d)-(\d)", pairs):
            assert script.risk({"likelihood": int(likelihood), "severity": int(severity)}) == level


def test_the_document_that_people_read_is_up_to_date(log, script):
    written = (SAFETY / "hazard-log.md").read_text(encoding="utf-8")
    assert written == script.document(log), "run: python docs/safety/write_hazard_log.py"


def test_the_code_that_a_hazard_names_exists(log):
    for hazard in log:
        for path in hazard["code"].split(", "):
            assert (ROOT / path).exists(), (hazard["id"], path)
