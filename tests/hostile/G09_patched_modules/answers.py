# %% new after add
import builtins, os, sys

found = [hasattr(np, "note"), hasattr(builtins, "note"), "NOTE" in os.environ, "note" in sys.modules, os.umask(0o77) != 0o77]
np.note = builtins.note = os.environ["NOTE"] = "add is a + b"
sys.modules["note"] = sys
os.umask(0)
print("found", found)
