

def build(folder, notebook):
    (folder / "numbers.ipynb").write_text("")
