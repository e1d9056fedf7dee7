# %% new after add
import sys

sys.settrace(lambda *_: None)
sys.settrace(None)
