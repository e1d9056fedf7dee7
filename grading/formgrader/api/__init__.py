"""What formgrader's pages ask of the server: points and comments, the daemon's buttons; what is decided elsewhere is refused."""
