# %% new after add
%sx echo hi
