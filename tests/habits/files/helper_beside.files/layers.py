class Linear:
    def __init__(self, n, m):
        self.shape = n, m

    def __call__(self, x):
        return x
