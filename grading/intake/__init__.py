"""What may come in with a submission, whichever way it comes."""
