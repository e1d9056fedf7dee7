"""The trust boundary: containers in which student code runs, and the program that runs inside them.

The files here are the trusted side. Those in `inside` are sent into the container as text, with the runner of `notebooks`.
"""
