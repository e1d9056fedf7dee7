# %% new after add
%time add(1, 2)
