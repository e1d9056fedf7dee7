# %% new after add
%history -n 1
