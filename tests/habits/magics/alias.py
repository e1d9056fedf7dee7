# %% new after add
%alias hello echo hello
%hello
