"""One way to read a notebook file, to restore its cells after the release, and to run them with IPython.

`tito`, JupyterLab's *Validate* and the grader's sandbox share it, so that they never disagree. It knows no course, no gradebook
and no exchange. `limits`, `shadowing` and the room `shell` are also sent into the grader's sandbox as text.
"""
