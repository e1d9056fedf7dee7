"""Formgrader's pages: a submission, a question, a release, what is to be reviewed; nbgrader's templates in our look."""
