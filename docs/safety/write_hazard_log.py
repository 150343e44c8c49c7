"""Makes hazard-log.md from hazards.toml, so that the log that people read cannot differ from the one that is kept."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent
# MATRIX[likelihood][severity], both 1 to 5. 1, 2 acceptable; 3 undesirable; 4 needs controls; 5 unacceptable.
MATRIX = {
    1: {1: 1, 2: 1, 3: 2, 4: 2, 5: 3},
    2: {1: 1, 2: 2, 3: 2, 4: 3, 5: 4},
    3: {1: 2, 2: 2, 3: 3, 4: 3, 5: 4},
    4: {1: 2, 2: 3, 3: 3, 4: 4, 5: 5},
    5: {1: 3, 2: 4, 3: 4, 4: 5, 5: 5},
}


def hazards() -> list[dict]:
    """Return the hazards as they are kept."""
    return tomllib.loads((HERE / "hazards.toml").read_text(encoding="utf-8"))["hazard"]


def risk(level: dict) -> int:
    """Return the risk of a likelihood and a severity."""
    return MATRIX[level["likelihood"]][level["severity"]]


def document(log: list[dict]) -> str:
    """Return the log as Markdown: an overview, then each hazard in full."""
    lines = [
        "# Hazard log",
        "",
        "Made from `hazards.toml` by `write_hazard_log.py`. Likelihood (L) and severity (S) run from 1 to 5.",
        "The risk follows from both: 1 and 2 acceptable, 3 undesirable, 4 only with controls, 5 unacceptable.",
        "",
        "| id | hazard | initial risk | residual risk | owner | status |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {item['id']} | {item['name']} | {_level(item['initial'])} | {_level(item['residual'])} | {item['owner']} |"
        f" {item['status']} |"
        for item in log
    ]
    for item in log:
        lines += ["", f"## {item['id']}: {item['name']}", ""]
        lines += [
            f"Label: {item['label']}. Owner: {item['owner']}. Status: {item['status']}. Code: `{item['code']}`.",
            "",
        ]
        lines += [f"- **Description.** {item['description']}"]
        lines += [f"- **Cause {number}.** {cause}" for number, cause in enumerate(item["causes"], 1)]
        lines += [f"- **Effect.** {item['effect']}", f"- **Hazard.** {item['hazard']}", f"- **Harm.** {item['harm']}"]
        lines += [f"- **Existing control.** {control}" for control in item["existing"]]
        lines += [f"- **Initial risk.** {_level(item['initial'])}"]
        for control in item["controls"]:
            lines.append(f"- **New control ({control['kind']}).** {control['text']}")
            lines += [f"  - proven by `{test}`" for test in control.get("tests", [])]
        lines += [f"- **Residual risk.** {_level(item['residual'])}"]
    return "\n".join(lines) + "\n"


def _level(level: dict) -> str:
    return f"{risk(level)} (L{level['likelihood']}, S{level['severity']})"


if __name__ == "__main__":
    (HERE / "hazard-log.md").write_text(document(hazards()), encoding="utf-8")
