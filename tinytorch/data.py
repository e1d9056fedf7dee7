"""Datasets, loaders and tokenizers: the counterpart of torch.utils.data."""
from tinytorch._facade import names_of

__getattr__, __dir__ = names_of(__name__)
