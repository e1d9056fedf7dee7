# %% new after add
import os, shutil, socket, stat

found = []
for folder, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/proc", "/sys", "/usr", "/opt", "/lib")]
    for name in names:
        path = os.path.join(folder, name)
        try:
            if stat.S_ISSOCK(os.lstat(path).st_mode):
                found.append(path)
        except OSError:
            pass
for port in (2375, 2376):
    for host in ("127.0.0.1", "172.17.0.1"):
        try:
            socket.create_connection((host, port), 0.3)
            found.append((host, port))
        except OSError:
            pass
found += [name for name in ("docker", "podman", "ctr", "runc") if shutil.which(name)]
print("engines", found)
