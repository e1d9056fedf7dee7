"""The wall: containers in which student code runs, and the program that runs inside them.

`container` and `pool` are the trusted side; `supervisor` and `shell` are sent into the container as text, with the
runner of `notebooks`.
"""
