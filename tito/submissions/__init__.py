"""What is handed in with a module, and the feedback on it."""
