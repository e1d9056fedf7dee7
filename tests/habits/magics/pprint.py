# %% new after add
%pprint
