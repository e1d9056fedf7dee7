# %% new after add
%xmode Minimal
