# %% new after add
def interact(function, **choices):
    for value in choices["n"]:
        function(value)
    return function

interact(lambda n: print(n), n=(1, 9))
