"""Optimizers and the training loop: the counterpart of torch.optim."""
from tinytorch._facade import names_of

__getattr__, __dir__ = names_of(__name__)
