

def build(folder, notebook):
    with open(folder / "numbers.ipynb", "wb") as file:
        file.truncate(50 * 2**30)
