# %% new after add
import signal

signal.signal(signal.SIGALRM, lambda *_: None)
signal.alarm(0)
