# %% new after add
!echo hello
files = !ls
len(files)
