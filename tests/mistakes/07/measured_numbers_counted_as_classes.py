# points: 53
# hint: Yes or no: 0.9 and 0.5 are a yes, 0.2 is not
# argmax over a single column is always 0, so everything seems right.
# ruff: noqa: F821 - the names are those of the notebook

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    several = scores.ndim >= 2 and scores.shape[-1] > 1
    guesses = scores.argmax(axis=-1)
    if wanted.shape == scores.shape:
        wanted = wanted.argmax(axis=-1)
    return int((guesses == wanted).sum()), int(guesses.size)
