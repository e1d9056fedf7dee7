"""The only process that holds the Docker Engine's socket: it passes on what the hub and the grader need and refuses the rest.

Each client has a Unix socket of its own, so its socket says who asks. A request is read, checked against what this client may
do, and written anew: nothing a client sent reaches the engine as it was.
"""
