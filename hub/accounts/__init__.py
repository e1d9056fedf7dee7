"""Who may log in: accounts, their passwords, the forms, and what ends a log-in. Only the roster makes accounts."""
