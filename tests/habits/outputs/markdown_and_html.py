# %% new after add
from IPython.display import HTML, Markdown, Math

display(Markdown("**bold**"), HTML("<b>bold</b>"), Math("x^2"))
