# %% new after add
%run own.py

# %% new after add
%%writefile own.py
print("own")
