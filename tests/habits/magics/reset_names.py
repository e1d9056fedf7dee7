# %% new after add
x = 3
%reset_selective -f ^x$
