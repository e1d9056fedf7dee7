

def build(folder, notebook):
    (folder / "numbers.ipynb").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100)
