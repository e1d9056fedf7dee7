# %% new after add
import os

words = ("TOKEN", "SECRET", "PASS", "KEY", "HUB", "DOCKER", "AWS", "URL", "DATABASE", "PROXY")
print("found", [name for name in os.environ if any(word in name.upper() for word in words)])
