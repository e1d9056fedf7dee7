# %% new after add
import importlib
import json
import random

import numpy as np

for module in (np, np.linalg, np.testing, random, json):
    importlib.reload(module)
assert random.randint(1, 1) == json.loads("1") == 1

# %% new after why
importlib.reload(np)
