# %% new after add
%matplotlib inline
