# %% new after add
%logstart?
