"""What a process that runs cells consists of. Sent into the grader's sandbox as text; the standard library and IPython only."""
