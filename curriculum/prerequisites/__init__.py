"""What a learner of a module has met: the definitions of the modules it builds on, and whether it uses any other."""
