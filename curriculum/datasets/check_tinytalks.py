"""Checks the files of TinyTalks: pairs, printable, short, balanced, no question twice, sums that are right.

    python -m curriculum.datasets.check_tinytalks [FOLDER]
prints a line per fault, naming file and line, and fails if there is one.
"""
import re
import sys
from pathlib import Path

from tinytorch.datasets import TINYTALKS_LEVELS

FOLDER = Path(__file__).parents[2] / "tinytorch" / "datasets" / "tinytalks"
FEWEST_PER_LEVEL = 70
LONGEST_QUESTION, LONGEST_ANSWER = 80, 60
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
OPERATIONS = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a * b,
    "divided by": lambda a, b: a / b,
}
SUM = re.compile(rf"What is (\w+) ({'|'.join(OPERATIONS)}) (\w+)\?")


def faults(folder: Path = FOLDER) -> list[str]:
    """One text per fault of the five files in `folder`; none means that the data set is right."""
    found, sizes, seen = [], {}, {}
    for level in TINYTALKS_LEVELS:
        file = folder / f"{level}.tsv"
        if not file.is_file():
            found.append(f"{file.name} is missing")
            continue
        text = file.read_bytes().decode("latin-1")
        if not text.endswith("\n"):
            found.append(f"{file.name} does not end with a line break")
        lines = text.removesuffix("\n").split("\n")
        sizes[level] = len(lines)
        for number, line in enumerate(lines, start=1):
            where = f"{file.name}, line {number}"
            found += [f"{where}: {fault}" for fault in _line_faults(line)]
            key = _spoken(line.partition("\t")[0])
            if key in seen:
                found.append(f"{where}: asks the same as {seen[key]}")
            seen.setdefault(key, where)
    found += [f"{level}.tsv has {size} pairs, fewer than {FEWEST_PER_LEVEL}"
              for level, size in sizes.items() if size < FEWEST_PER_LEVEL]
    if len(set(sizes.values())) > 1:
        found.append(f"the levels are not balanced: {sizes}")
    return found


def _line_faults(line: str) -> list[str]:
    pair = line.split("\t")
    if len(pair) != 2 or not all(pair):
        return ["is not a question, a tab and an answer"]
    question, answer = pair
    found = []
    if not all(" " <= character <= "~" for character in question + answer):
        found.append("has a character that is not printable ASCII")
    if any(part != " ".join(part.split()) for part in pair):
        found.append("has a space too many")
    if len(question) > LONGEST_QUESTION:
        found.append(f"the question has {len(question)} characters, more than {LONGEST_QUESTION}")
    if len(answer) > LONGEST_ANSWER:
        found.append(f"the answer has {len(answer)} characters, more than {LONGEST_ANSWER}")
    return found + _sum_faults(question, answer)


def _sum_faults(question: str, answer: str) -> list[str]:
    if not (match := SUM.fullmatch(question)):
        return []
    first, operation, second = match.groups()
    try:
        result = OPERATIONS[operation](NUMBERS.index(first), NUMBERS.index(second))
    except (ValueError, ZeroDivisionError) as error:
        return [f"the sum cannot be checked: {error}"]
    if result not in range(len(NUMBERS)):
        return [f"the result is {result:g}, not one of the numbers zero to {NUMBERS[-1]}"]
    right = f"{first} {operation} {second} is {NUMBERS[int(result)]}.".capitalize()
    return [] if answer == right else [f"the answer should be: {right}"]


def _spoken(question: str) -> str:
    """The words alone: two questions that sound alike are one."""
    return " ".join(re.findall(r"[a-z0-9']+", question.lower()))


def main() -> None:
    found = faults(*map(Path, sys.argv[1:2]))
    print("\n".join(found) or "TinyTalks: no faults")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
