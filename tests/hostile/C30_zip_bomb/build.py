import io
import json
import zipfile

UNPACK = """
import zipfile
try:
    zipfile.ZipFile("bomb.zip").extractall("out")
    print("unpacked")
except OSError as error:
    print("stopped")
import shutil
shutil.rmtree("out")
"""


def build(folder, notebook):
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("zeros", bytes(70 * 2**20))
    (folder / "bomb.zip").write_bytes(block.getvalue())
    cell = {"cell_type": "code", "metadata": {}, "source": UNPACK, "outputs": [], "execution_count": None}
    (folder / "numbers.ipynb").write_text(json.dumps(notebook | {"cells": [*notebook["cells"], cell]}))
