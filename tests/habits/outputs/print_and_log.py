# %% scale
import logging

logging.getLogger().setLevel(logging.DEBUG)
logging.getLogger().addHandler(logging.StreamHandler())

def scale(values, factor):
    for n in range(140):
        print(n)
        logging.debug("step %d", n)
    return values * factor
