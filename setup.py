"""Makes the wheel a learner's: the release notebooks are in it, solutions and their sources are not, as in the student image.

Everything else about the package is in pyproject.toml. An editable installation is the checkout itself and is left as it is.
"""

import shutil
import sys
from glob import glob
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "image")]


class LearnersPackage(build_py):
    def run(self):
        if self.editable_mode:
            return super().run()
        from remove_reference import reference_files

        package = Path(self.build_lib)
        # setuptools never deletes there: what the checkout no longer has would come back from an earlier build.
        shutil.rmtree(package, ignore_errors=True)
        super().run()
        for file in reference_files(package / "tinytorch"):
            file.unlink(missing_ok=True)
        add_notebooks(package / "curriculum" / "notebooks")


def add_notebooks(directory: Path) -> None:
    """Write the release notebook of every built module to `directory`/SLUG/SLUG.ipynb."""
    from curriculum.course import load_course
    from curriculum.products.build import build_module

    for module in load_course().built_modules:
        for product in build_module(module, ROOT):
            if product.path.is_relative_to("build/release"):
                file = directory / product.path.relative_to("build/release")
                file.parent.mkdir(parents=True)
                file.write_text(product.text, encoding="utf-8")


# Where Jupyter looks for what an installed package adds to it: the course page, and the way to it in JupyterLab.
lab = "tito/page/labextension"
setup(
    cmdclass={"build_py": LearnersPackage},
    data_files=[
        ("etc/jupyter/jupyter_server_config.d", ["tito/page/tinytorch.json"]),
        ("share/jupyter/labextensions/tinytorch", [f"{lab}/package.json"]),
        ("share/jupyter/labextensions/tinytorch/static", sorted(glob(f"{lab}/static/*.js"))),
    ],
)
