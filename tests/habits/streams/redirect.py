# %% new after add
import contextlib, io

with contextlib.redirect_stdout(io.StringIO()) as text:
    print("hidden")
text.getvalue()
