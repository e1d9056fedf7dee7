# %% new after add
import faulthandler

faulthandler.enable()
