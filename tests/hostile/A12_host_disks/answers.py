# %% new after add
import os, stat

tries = {
    "shadow": lambda: open("/etc/shadow").read(),
    "device": lambda: os.mknod("disk", stat.S_IFBLK | 0o600, os.makedev(254, 0)),
    "memory": lambda: open("/dev/mem", "rb"),
    "chroot": lambda: os.chroot("/"),
}
for name, attempt in tries.items():
    try:
        attempt()
        print(name, "worked")
    except OSError as error:
        print(name, "refused")
ours = ("/", "/proc", "/dev", "/sys", "/sandbox", "/tmp", "/etc/resolv.conf", "/etc/hostname", "/etc/hosts")
mounts = [line.split()[4] for line in open("/proc/self/mountinfo")]
print("strange mounts", [path for path in mounts if not any(path == own or path.startswith(own + "/") for own in ours[1:]) and path != "/"])
