# points: 36
# hint: divide by the sum of them
# The largest becomes 1 instead of the sum.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax-loops
def softmax_loops(x):
    scores = x.data.tolist()
    exponentials = [math.exp(score - max(scores)) for score in scores]
    return make_result(np.array([each / max(exponentials) for each in exponentials]), x)
