# %% add
def add(a, b):
    return a + b

class Layer:
    def __call__(self, x):
        return x

    def __repr__(self):
        return "Layer()"

Layer()
