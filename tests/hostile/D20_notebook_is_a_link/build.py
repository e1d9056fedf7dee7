

def build(folder, notebook):
    (folder / "numbers.ipynb").symlink_to("../../A00_right/ps1/numbers.ipynb")
