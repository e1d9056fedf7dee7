# %% new after scale
for size in (10**11, 10**10):
    try:
        hoard = np.ones(size)
    except MemoryError:
        print("refused")
hoard = []
try:
    while True:
        hoard.append(np.empty(64 * 2**17))
except MemoryError:
    size = len(hoard)
    del hoard
    print("refused after", "less than 2 GB" if size < 32 else size)
