"""Measured figures as text: percent for accuracies, bounds in words, a curve in one line."""

from itertools import groupby

_BARS = "▁▂▃▄▅▆▇█"
_WIDTH = 40


def shown(name: str, value: float) -> str:
    """A figure as people read it: accuracies, from 0 to 1, in percent, everything else with four digits."""
    return f"{100 * value:.1f} %" if "accuracy" in name else f"{value:.4g}"


def wanted_text(name: str, bounds: list[float]) -> str:
    """The bounds [least, most] of a figure in words."""
    least, most = (shown(name, bound) for bound in bounds)
    if bounds[0] == bounds[1]:
        return least
    if "accuracy" in name and bounds[1] == 1:
        return f"at least {least}"
    if bounds[0] == 0:
        return f"at most {most}"
    return f"{least} to {most}"


def curve(values: list[float]) -> str:
    """The course of a figure from its smallest to its largest value, in at most 40 block characters."""
    step = max(1, -(-len(values) // _WIDTH))
    points = values[::-1][::step][::-1]
    low, high = min(points), max(points)
    if not high > low:
        return _BARS[0] * len(points)
    return "".join(_BARS[int((value - low) / (high - low) * (len(_BARS) - 1))] for value in points)


def whose_text(modules: list[dict]) -> str:
    """Whose code runs: "Your own code: 01, 02. The reference's: 03. Not built: 04."."""
    words = {"yours": "Your own code", "reference": "The reference's", "missing": "Not built"}
    order = list(words)
    ranked = sorted(modules, key=lambda module: order.index(module["origin"]))
    groups = groupby(ranked, key=lambda module: module["origin"])
    return " ".join(f"{words[whose]}: {', '.join(m['number'] for m in group)}." for whose, group in groups)
