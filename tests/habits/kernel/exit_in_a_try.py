# %% new after add
try:
    raise SystemExit(0)
except SystemExit:
    print("stays")
