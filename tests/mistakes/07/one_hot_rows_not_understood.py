# points: 55
# hint: One-hot rows mean the same as class numbers
# Targets are always taken for class numbers.
# ruff: noqa: F821 - the names are those of the notebook

# %% count-correct
def count_correct(outputs, targets):
    scores, wanted = outputs.data, targets.data
    several = scores.ndim >= 2 and scores.shape[-1] > 1
    if several:
        guesses = scores.argmax(axis=-1)
        if wanted.shape != guesses.shape:
            return 0, 0
    else:
        if wanted.shape != scores.shape or not np.isin(wanted, (0, 1)).all():
            return 0, 0
        guesses = scores >= 0.5
    return int((guesses == wanted).sum()), int(guesses.size)
