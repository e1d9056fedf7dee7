# %% new after add
import gc, os

planted = ["planted", os.getuid()]
others = [x for x in gc.get_objects() if type(x) is list and len(x) == 2 and x[0] == "planted" and x[1] != os.getuid()]
print("others", len(others))
