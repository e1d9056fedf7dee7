# %% new after add
import warnings

warnings.warn("careful")
