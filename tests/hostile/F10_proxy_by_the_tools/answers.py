# %% new after add
import shutil, subprocess, sys

fetch = {
    "curl": ["curl", "-sS", "-m", "1", "http://1.1.1.1"],
    "wget": ["wget", "-T", "1", "-t", "1", "-qO-", "http://1.1.1.1"],
    "git": ["git", "ls-remote", "http://1.1.1.1/x.git"],
    sys.executable: [sys.executable, "-c", "import urllib.request; urllib.request.urlopen('http://1.1.1.1', timeout=1)"],
}
worked = []
for program, command in fetch.items():
    if shutil.which(program) and subprocess.run(command, capture_output=True, timeout=5).returncode == 0:
        worked.append(program)
print("worked", worked)
