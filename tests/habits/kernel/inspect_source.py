# %% new after add
import inspect

print(inspect.getsource(add))
