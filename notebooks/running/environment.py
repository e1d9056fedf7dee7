"""What the process that runs a notebook's cells finds in its environment, wherever that is."""

# Plots become pictures of the cell that draws them, as in a kernel, and never windows.
ENVIRONMENT = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
