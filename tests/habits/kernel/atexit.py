# %% new after add
import atexit

atexit.register(print, "bye")
