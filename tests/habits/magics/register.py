# %% new after add
from IPython.core.magic import register_line_magic

@register_line_magic
def twice(line):
    return 2 * int(line)

%twice 3
