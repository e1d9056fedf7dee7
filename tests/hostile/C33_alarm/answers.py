# %% scale
import signal, time

def scale(values, factor):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    time.sleep(1)
    return values * factor
