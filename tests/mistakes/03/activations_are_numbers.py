# points: 46
# hint: 32 * 522 * 4 = 66816 bytes
# Elements are counted, not bytes.
# ruff: noqa: F821 - the names are those of the notebook

# %% count-costs
def activation_bytes(model, x):
    total = 0
    for layer in model.layers:
        x = layer(x)
        total += x.size
    return total
