# %% new after add
import os

wanted, searched, found = b"hidden " + b"forty-two", 0, []
for top in ("/sandbox", "/tmp", "/dev/shm", "/srv", "/home", "/opt/classroom", "/var", "/etc", "/root", "/mnt", "/run"):
    for folder, _, names in os.walk(top):
        for name in names:
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    searched += 1
                    if wanted in file.read(1 << 20):
                        found.append(os.path.join(folder, name))
            except OSError:
                pass
print("searched many" if searched > 100 else searched, "found", found)
