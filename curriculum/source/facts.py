"""Writes what course.yml says of a module into its source: `#| facts` and `#| terms`, each a line of a Markdown cell."""
import re

from curriculum.course import Module

_DIRECTIVE = re.compile(r"^#\| (facts|terms)$", re.MULTILINE)


def with_facts(text: str, module: Module) -> str:
    """`text` with the line of tier, difficulty, time and points, and with the table of the module's terms."""
    texts = {"facts": _facts(module), "terms": _terms(module)}
    return _DIRECTIVE.sub(lambda found: texts[found[1]], text)


def _facts(module: Module) -> str:
    low, high = module.hours
    return (f"**Tier:** {module.tier.title()}. **Difficulty:** {module.difficulty} of 4. **Time:** {low} to {high} hours. "
            f"**Points:** {module.points}.")


def _terms(module: Module) -> str:
    rows = "\n".join(f"| {term} | {meaning} |" for term, meaning in module.terms.items())
    return f"<details><summary>The terms of this module</summary>\n\n| term | meaning |\n|---|---|\n{rows}\n\n</details>"
