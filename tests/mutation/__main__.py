"""Measures the test cells of each module by what they must notice: `make mutate`, or `python tests/mutation 03` for one.

Every fault that Cosmic Ray can plant in a solution region, and every function that writes into what it was given, is judged
by the notebook alone. What survives must stand in survivors/NN.yml with a reason; every assertion must be the reason for a
lost point somewhere. The mutants that this takes, besides the recorded mistakes, are written to reasons/NN.yml.
"""
import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "curriculum" / "modules"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assertions import assertions_of, reasons  # noqa: E402
from grade_in_process import built_modules, grade_mistakes, instructor_notebook  # noqa: E402
from variant_lists import keep_reasons, read_reasons, read_survivors  # noqa: E402
from variants import Mutant, Scribble, mutants, outcomes, scribbles, survives  # noqa: E402

GOAL = 0.97


def measured(number: int) -> tuple[str, bool]:
    """What is to be said of a module, and whether all is well."""
    planted, scribbled, listed = mutants(number), scribbles(number), read_survivors(number)
    found = dict(zip(planted + scribbled, outcomes(number, planted + scribbled), strict=True))
    survived = [each for each in found if survives(found[each])]
    rate = 1 - len([each for each in planted if each in survived]) / len(planted)
    assertions, noticed, kept = reasons_of(number, found)
    unmet = sorted(assertions - noticed - {each for some in kept.values() for each in some}, key=str)
    keep_reasons(number, list(kept))

    lines = [f"Module {number:02d}: {rate:.1%} of {len(planted)} mutants and {len(scribbled)} scribbles lose points but for "
             f"{len(survived)}, of which {len(listed)} are listed",
             f"  {len(assertions)} assertions: {len(noticed)} are the reason for a recorded mistake, {len(unmet)} for "
             f"nothing, the others for one of {len(kept)} variants in reasons/{number:02d}.yml"]
    wrong = {"survived and is not listed": [each for each in survived if each not in listed],
             "is listed and does not survive": [each for each in listed if each not in survived],
             "is never the reason": unmet}
    lines += [f"    {what}: {each}" for what, some in wrong.items() for each in some]
    return "\n".join(lines), rate >= GOAL and not any(wrong.values())


def reasons_of(number: int, found: dict[Mutant | Scribble, dict]) -> tuple[set, set, dict]:
    """All assertions, those at which a recorded mistake fails, and variants for others; those of the last time come first."""
    assertions, last, kept = set(assertions_of(instructor_notebook(number).cells)), read_reasons(number), {}
    noticed = {each for one in grade_mistakes(number).values() for each in reasons(assertions, one)}
    missing = assertions - noticed
    for variant in sorted(found, key=lambda each: each not in last):
        if new := reasons(missing, found[variant]):
            missing -= new
            kept[variant] = new
    return assertions, noticed, kept


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the test cells of modules by what they must notice.")
    parser.add_argument("modules", nargs="*", type=int, help="numbers; without any all that are built")
    numbers = parser.parse_args().modules or [module.number for module in built_modules()]
    all_well = True
    with ThreadPoolExecutor(2) as pool:
        for text, well in pool.map(measured, numbers):
            print(text, flush=True)
            all_well = all_well and well
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
