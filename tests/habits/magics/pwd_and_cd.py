# %% new after add
%pwd
%cd ..
%cd -
