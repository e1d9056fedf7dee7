"""The roster: who is in the course, in which role. One file feeds the hub, the exchange and, through it, the gradebook."""
