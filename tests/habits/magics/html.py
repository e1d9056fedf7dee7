# %% new after add
%%html
<b>bold</b>
