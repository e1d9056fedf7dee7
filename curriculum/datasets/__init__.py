"""The programs that make and check the data sets which ship with the package, in tinytorch/datasets."""
