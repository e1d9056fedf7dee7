"""The command line: its options, its messages about errors, and the steps of grading in order."""
