# %% add
np.random.seed(3)

def add(a, b):
    return a + b

# %% total
drawn = np.random.normal()
np.random.seed(3)

def total():
    assert drawn == np.random.RandomState(3).normal()
    return sum(int(x) for x in open("numbers.csv"))
