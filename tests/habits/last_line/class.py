# %% add
def add(a, b):
    return a + b

class Layer:
    def __call__(self, x):
        return x

Layer
