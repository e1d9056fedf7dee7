"""Where students' code runs: executors, from one machine's sandboxes to a cluster's, and limits for work on their text."""
