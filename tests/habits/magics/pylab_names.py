# %% new after add
%pylab --no-import-all inline
