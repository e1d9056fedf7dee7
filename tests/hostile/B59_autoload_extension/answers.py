# %% new before add
%load_ext helper
