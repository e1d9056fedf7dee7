# %% new after test_total
kept = []
try:
    while True:
        kept.append(open("numbers.csv"))
except OSError:
    few = len(kept) < 300
    del kept[:50]
    print("refused after", "few" if few else "many")
