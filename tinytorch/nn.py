"""Layers, activations, losses and models: the counterpart of torch.nn."""
from tinytorch._facade import names_of

__getattr__, __dir__ = names_of(__name__)
