# %% new after add
import sys

found = []
for name in ("supervisor", "child", "answers", "attempts", "cleaning", "recorder", "shell", "grading"):
    try:
        __import__(name)
        found.append(name)
    except ImportError:
        pass
print("found", found)
