"""A small module notebook for the tests: the shape of a release, without its length."""

import json

SOLUTION = """#| export
import numpy as np


class Tensor:
    def __init__(self, data):
        self.data = np.array(data, dtype=np.float32)

    def sum(self):
        return self.data.sum()
"""
STUB = SOLUTION.replace("return self.data.sum()", "# YOUR CODE HERE\n        raise NotImplementedError()")
WRONG = SOLUTION.replace("self.data.sum()", "self.data.mean()")

TEST_DATA = '''assert Tensor([1]).data.dtype == np.float32, "Tensor.data must be float32"'''
TEST_SUM = '''def test_sum():
    """All elements are added up (20 points)."""
    total = Tensor([1, 2, 3]).sum()
    assert total == 6, f"sum() of [1, 2, 3] must be 6, not {total}: add the elements up"


test_sum()'''
HIDDEN = "# hidden tests run when you submit"


def cell(
    source: str, grade_id: str = "", points: float = 0, *, graded=False, solution=False, kind="code"
) -> dict:
    metadata = {}
    if grade_id:
        metadata["nbgrader"] = {
            "grade": graded,
            "solution": solution,
            "locked": graded and not solution,
            "task": False,
            "grade_id": grade_id,
            "points": points,
            "schema_version": 3,
        }
    extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {
        "cell_type": kind,
        "id": f"cell-{grade_id or abs(hash(source)) % 10**6}",
        "metadata": metadata,
        "source": source,
        **extra,
    }


def notebook(solution: str = SOLUTION, extra: tuple[dict, ...] = (), tests: bool = True) -> dict:
    """A notebook of the module; `extra` cells come before the tests."""
    graded = [
        cell(TEST_DATA, "test_data", 10, graded=True),
        cell(TEST_SUM, "test_sum", 20, graded=True),
        cell(HIDDEN, "test_sum_hidden", 15, graded=True),
    ]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            cell("# Tensor\nText.", kind="markdown"),
            cell("#| default_exp core.tensor"),
            cell(solution, "tensor", solution=True),
            *extra,
            *(graded if tests else []),
            cell("Why float32?", "reflection", 15, graded=True, solution=True, kind="markdown"),
        ],
    }


def text(*args, **kwargs) -> str:
    return json.dumps(notebook(*args, **kwargs), indent=1)
