# %% new after add
%env NAME=value
%env NAME
