# %% new after add
with open("own.txt", "w") as file:
    file.write("3")
open("own.txt").read()
