# %% new after add
import doctest

def one():
    """
    >>> one()
    1
    """
    return 1

doctest.testmod(verbose=False)
