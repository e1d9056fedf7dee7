"""axe-core on a page that is open: what it finds serious or critical."""

from axe_playwright_python.sync_playwright import Axe


def serious(page, within: str = "html") -> list[str]:
    """One line for each finding below a CSS selector: the rule, and the first places."""
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{each['id']} ({len(each['nodes'])}): {each['help']}: " + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
