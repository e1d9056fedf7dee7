# %% new after add
from IPython.display import display, update_display

display("a", display_id="mine")
for n in range(250):
    update_display(n, display_id="mine")
