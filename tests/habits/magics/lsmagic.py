# %% new after add
%lsmagic
