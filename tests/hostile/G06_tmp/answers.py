# %% new after add
import os

found = [name for top in ("/tmp", "/var/tmp") for name in os.listdir(top)]
open("/tmp/note", "w").write("add is a + b")
os.makedirs("/tmp/closed/inner")
os.chmod("/tmp/closed", 0)
print("found", found, "left", sorted(os.listdir("/tmp")))
