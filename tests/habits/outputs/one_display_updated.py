# %% scale
def scale(values, factor):
    shown = display("0 %", display_id=True)
    for n in range(300):
        shown.update(f"{n // 3} %")
    return values * factor
