"""`make bench`, or one part of it: `python -m benchmarks weight`."""

import sys
from importlib import import_module

# Each part is a module with a function run() that prints its own lines. Ratios of one run are what counts:
# requests a second depend on the machine and on what else it does.
PARTS = ["weight", "start", "speed", "questionnaire", "handouts"]


def main(chosen):
    """Run the chosen parts, or all."""
    for name in chosen or PARTS:
        part = import_module(f"benchmarks.{name}")
        print(f"\n{part.__doc__.splitlines()[0]}", flush=True)
        part.run()


main(sys.argv[1:])
