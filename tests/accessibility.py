"""axe-core on a page that is open: what it finds serious or critical."""

from axe_playwright_python.sync_playwright import Axe


def serious(page) -> list[str]:
    """One line for each finding: the rule, and the first places."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({len(each['nodes'])}): {each['help']}: " + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
