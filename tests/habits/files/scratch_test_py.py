# %% new after add
"nothing"
