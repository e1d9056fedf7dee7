"""Plants single faults in code, with the operators of Cosmic Ray; runs in its environment, apart from what the tests import.

Reads JSON on stdin, a list of [code, lines]: faults are planted in these lines only. Writes for each the texts with one
fault, without those that Python cannot compile.
"""
import json
import sys

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# These two need settings that name variables.
NAMES = [name for name in operator_names() if name not in ("core/VariableReplacer", "core/VariableInserter")]


def mutants(code: str, lines: list[int]) -> list[str]:
    nodes, found = list(ast_nodes(get_ast(code))), []
    for name in NAMES:
        operator = get_operator(name)()
        starts = [start[0] for node in nodes for start, _ in operator.mutation_positions(node)]
        found += [mutate_code(code, operator, number) for number, line in enumerate(starts) if line in lines]
    return [text for text in dict.fromkeys(found) if text != code and compiles(text)]


def compiles(code: str) -> bool:
    try:
        compile(code, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


if __name__ == "__main__":
    json.dump([mutants(code, lines) for code, lines in json.load(sys.stdin)], sys.stdout)
