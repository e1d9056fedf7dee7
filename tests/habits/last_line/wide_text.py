# %% new after add
"é界" * 360_000
