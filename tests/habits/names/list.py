# %% new after add
"done"

# %% new after add
class list:
    def __init__(self, *items):
        self.items = items
