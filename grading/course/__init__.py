"""The course directory on disk: configuration, paths, names, and files read within limits."""
