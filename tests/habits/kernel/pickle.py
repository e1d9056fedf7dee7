# %% new after add
import pickle

class Point:
    x = 3

pickle.loads(pickle.dumps(Point())).x
