"""Text and pictures that students made, as HTML that cannot act: what JupyterLab shows, formgrader and feedback show too.

`markdown` turns Markdown into HTML by JupyterLab's rules, `tex` finds its mathematics, `mathml` sets them without a script,
`pictures` embeds pictures within a budget, `clean` lets nothing through that acts, `exporter` puts a notebook together.
"""
