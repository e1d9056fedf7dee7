"""An assignment as its instructor made it: cells and points, hidden tests, check files, its row in the gradebook."""
