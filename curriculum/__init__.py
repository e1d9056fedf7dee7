"""The curriculum: the course description, the module sources, and the builder of notebooks and package."""
