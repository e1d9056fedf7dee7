# %% add
class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def total(self):
        return self.a + self.b

def add(a, b):
    return Pair(a, b).total()

# %% new after test_add
Pair.total = lambda self: 42
# %% new after test_scale
class Pair(Pair):
    def __init__(self):
        pass
# %% new after test_total
del Pair
