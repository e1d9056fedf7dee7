# %% new after add
import ctypes, multiprocessing

multiprocessing.RawArray(ctypes.c_double, 4)[:]
