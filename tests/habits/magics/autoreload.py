# %% new after add
%load_ext autoreload
%autoreload 2
