"""What is made from the sources: notebooks, the package, a course directory, and the reference that students may read."""
