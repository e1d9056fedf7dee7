# %% new after add
x = 3
%who
%whos
