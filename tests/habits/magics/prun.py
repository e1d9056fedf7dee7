# %% new after add
%prun -q add(1, 2)
