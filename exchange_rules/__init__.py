"""What the exchange takes, leaves out and refuses: names of students and assignments, names of files, configuration files.

One source for ngshare's guard, which refuses while the sender can still mend it, and for the grader, to which submissions come by
other ways too. Standard library only: ngshare's image has nothing else of the project than this folder and its guard.
"""
