# %% add
calls = []

def add(a, b):
    calls.append((a, b))
    return a + b

# %% total
def total():
    assert len(calls) == 2, calls
    return sum(int(x) for x in open("numbers.csv"))
