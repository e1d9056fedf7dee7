"""From a submission to its grade: what is graded again, preflight, scores, verdict, the gradebook's rows."""
