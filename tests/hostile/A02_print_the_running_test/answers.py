# %% add
import sys

def add(a, b):
    frame = sys._getframe(1)
    print(get_ipython().user_ns["In"][-1])
    print(frame.f_code.co_consts, frame.f_code.co_names)
    return a + b
