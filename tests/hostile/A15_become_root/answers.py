# %% new after add
import glob, os, stat, subprocess

for attempt in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0), lambda: os.setuid(os.getuid() - 1)):
    try:
        attempt()
        print("changed")
    except PermissionError:
        print("refused")
status = dict(line.split(":\t") for line in open("/proc/self/status") if ":\t" in line)
print("capabilities", int(status["CapEff"], 16), int(status["CapPrm"], 16), "no new privileges", status["NoNewPrivs"].strip())
programs = [path for path in glob.glob("/usr/bin/*") if os.path.isfile(path) and os.stat(path).st_mode & stat.S_ISUID]
roots = 0
for path in programs:
    try:
        done = subprocess.run([path, "-c", "id -u"], capture_output=True, text=True, timeout=2, stdin=subprocess.DEVNULL)
        roots += done.stdout.strip() == "0"
    except (OSError, subprocess.TimeoutExpired):
        pass
print("programs that gave root", roots)
