"""What staff see of an assignment's grading: in formgrader, in a terminal, or as a file. It reads and writes nothing."""
