import json
import os


def build(folder, notebook):
    (folder / "numbers.ipynb").write_text(json.dumps(notebook))

    here = os.getcwd()
    os.chdir(folder)
    for _ in range(30):
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
        with open("n" * 250, "w") as file:
            file.write("x")
    os.chdir(here)
