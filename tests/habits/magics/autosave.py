# %% new after add
%autosave 60
