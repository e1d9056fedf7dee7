# %% new after add
def open_file(name):
    return open(name)

open_file("numbers.csv").read()
