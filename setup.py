"""Puts the release notebooks into the wheel, so that `pip install` is all a learner alone needs.

Everything else about the package is in pyproject.toml. In a checkout, `make build` makes the notebooks instead.
"""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithNotebooks(build_py):
    """build_py that adds `curriculum/notebooks/<module>/<module>.ipynb`, made from the module sources."""

    def run(self):
        super().run()
        if self.editable_mode:
            return
        root = Path(__file__).resolve().parent
        sys.path.insert(0, str(root))
        from curriculum.build import build_module
        from curriculum.course import load_course

        for module in load_course().built_modules:
            for product in build_module(module, root):
                if product.path.parts[:2] == ("build", "release"):
                    target = Path(self.build_lib, "curriculum", "notebooks", *product.path.parts[2:])
                    self.mkpath(str(target.parent))
                    target.write_text(product.text, encoding="utf-8")


setup(cmdclass={"build_py": BuildWithNotebooks})
