# %% new after add
%%bash
echo hello
