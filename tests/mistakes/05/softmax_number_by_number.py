# points: 72
# hint: p * (g - sum of g * p)
# Treats softmax like a sigmoid, as if scores did not compete.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax-backward
def apply(self, grad_output):
    return (grad_output * self.result * (1 - self.result),)
