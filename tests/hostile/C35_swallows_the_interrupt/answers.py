# %% scale
def scale(values, factor):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
