# %% new after add
%precision 3
1 / 3
