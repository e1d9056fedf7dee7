"""`python -m tito`, for an installation whose scripts are not on the PATH."""

from tito.main import app

if __name__ == "__main__":
    app(prog_name="tito")
