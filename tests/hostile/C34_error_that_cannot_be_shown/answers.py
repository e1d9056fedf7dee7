# %% add
class Odd(type):
    @property
    def __name__(cls):
        raise RuntimeError("no name")

class Unshowable(Exception, metaclass=Odd):
    def __str__(self):
        raise SystemExit("no text")

    __repr__ = __str__

def add(a, b):
    raise Unshowable()
