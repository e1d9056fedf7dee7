# %% new after add
import pprint, sys

pprint.pprint({"a": list(range(50))}, stream=sys.stderr)
