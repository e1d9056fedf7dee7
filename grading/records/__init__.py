"""Where the grader's databases lie: nbgrader's gradebook.db and our grading.db. Formgrader writes these and nothing else."""
