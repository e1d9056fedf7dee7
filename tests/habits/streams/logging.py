# %% new after add
import logging

logging.basicConfig(level=logging.DEBUG)
logging.debug("detail")
logging.warning("careful")
