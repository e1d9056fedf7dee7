# %% new after add
from __future__ import annotations
from dataclasses import dataclass

@dataclass
class Point:
    x: int
    y: float = 0.0

Point(1)
