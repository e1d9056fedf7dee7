# %% new before add
get_ipython().ast_node_interactivity = "all"

# %% add
def add(a, b):
    get_ipython().displayhook(a)
    return a + b

# %% total
def total():
    return sum(float(line) for line in open("numbers.csv"))

get_ipython().run_line_magic("precision", "0")
