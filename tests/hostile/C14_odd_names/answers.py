# %% new after total
import os

for top in (b".", b"/tmp"):
    for name in (b"a\nb", b"\xff\xfe", b"-rf", b" ", b"x" * 255, b".removed-0", b".removed-1", b"*"):
        os.makedirs(os.path.join(top, name, name), exist_ok=True)
        open(os.path.join(top, name, b"file"), "w").close()
        os.symlink(b"/", os.path.join(top, name, b"link"))
        os.chmod(os.path.join(top, name, name), 0)
        os.chmod(os.path.join(top, name), 0)
os.mkfifo("/tmp/pipe")
print("left")
