"""The classroom's exchange, through nbgrader's classes. Importing this room is cheap; its calls import nbgrader."""
