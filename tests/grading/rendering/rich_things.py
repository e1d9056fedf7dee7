"""Rich things that students put into a notebook, one a cell, and what a reader sees of each on a page.

`SNIPPETS` are Markdown, `OUTPUTS` what a cell shows; `BESIDE` lies beside the notebook, `ATTACHED` is attached to every cell.
`SEEN` is a script that tells of an element what its reader sees: words, emphasis, links, pictures that loaded, formulas, tables.
"""

import base64
import io

from PIL import Image


def _picture(kind: str, colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (24, 16), colour).save(out, kind)
    return out.getvalue()


PNG, JPEG = _picture("PNG", "teal"), _picture("JPEG", "coral")
SVG = (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' width='24' height='16'>"
       b"<rect width='24' height='16' fill='teal'/></svg>")
BESIDE = {"plot.png": PNG, "photo.jpg": JPEG, "drawing.svg": SVG, "my plots/größe 1.png": PNG, "deep/er/plot.png": PNG}
# As JupyterLab writes the names of what was pasted.
NAMES = ("image.png", "Pasted%20image%20(2)%20%C3%BC.png", "%E5%9C%96.png")
ATTACHED = {name: {"image/png": base64.b64encode(PNG).decode()} for name in NAMES}
SNIPPETS = {
    "picture": "![plot](plot.png)",
    "picture in text": "before ![plot](./plot.png) after",
    "picture in a folder": "![deep](deep/er/plot.png)",
    "picture with blanks and umlauts": "![größe](my%20plots/gr%C3%B6%C3%9Fe%201.png)",
    "picture in angle brackets": "![größe](<my plots/größe 1.png>)",
    "picture as HTML": '<img src="plot.png" width="100" alt="plot">',
    "picture as HTML with blanks": '<img src="my plots/größe 1.png" alt="plot">',
    "photo": "![photo](photo.jpg \"a title\")",
    "drawing": "![drawing](drawing.svg)",
    "picture as data": f"![data](data:image/png;base64,{base64.b64encode(PNG).decode()})",
    "picture that is not there": "![gone](gone.png)",
    "attachment": "![a](attachment:image.png)",
    "attachment with blanks": "![a](attachment:Pasted%20image%20(2)%20%C3%BC.png)",
    "attachment in Chinese": "![a](attachment:圖.png)",
    "emphasis": "*em* **strong** ***both*** _em_ __strong__",
    "multiplication": "1*1 + 2*0 is 1 and 2 * 3 * 4 is 24",
    "names with underscores": "a_b_c and some_long_name and __init__",
    "emphasis beside punctuation": "**bold:**text and *(a)*b and **\"x\"**y",
    "struck out": "~~gone~~ and ~gone~ too",
    "formula": "The loss $L = \\sum_i (y_i - \\hat{y}_i)^2$ falls.",
    "formula on a line": "$$\\frac{\\partial L}{\\partial w} = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$$",
    "formula over lines": "$$\na *b* = c_1\n+ d_2\n$$",
    "formula in brackets": "\\\\(a+b\\\\) and \\\\[c_1 * d_1 * e\\\\]",
    "single backslashes": "\\(a+b\\) and \\[c\\]",
    "environment": "\\begin{align}a &= b \\\\ c &= d\\end{align}",
    "dollars": "It costs \\$5, not \\$6.",
    "dollars in code": "`$x$` and ``` $y$ ```",
    "formula that is none": "$\\notacommand{x}$ stays",
    "formula in a table": "| a | b |\n|---|:-:|\n| $|x|$ | **2** |",
    "table": "| left | right |\n|:-----|------:|\n| 1 | `a|b` |\n| 3 | [x](https://example.org) |",
    "task list": "- [x] done\n- [ ] open\n- plain",
    "lists": "1. one\n2. two\n   - inner\n     more\n\n3. three",
    "fence": "```python\ndef f(x):\n    return x * 2  # <b>\n```",
    "fence without a language": "```\n<b>plain</b> $x$ *y*\n```",
    "indented code": "text\n\n    indented *code*",
    "details": "<details><summary>More</summary>\n\n**bold** and $x$\n\n</details>",
    "entities": "&copy; &lt;b&gt; &amp;amp; &#945; 5 &lt; 6 && 7 > 6",
    "HTML": "<b>b</b> <i>i</i> H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd> <mark>m</mark> <u>u</u><br>new line",
    "headings": "# One\n\n## Two *em*\n\nThree\n---",
    "marks of a solution": "### BEGIN SOLUTION\nRead again: END SOLUTION\n### END SOLUTION",
    "links": "[text](https://example.org/a?b=1&c=2) and [ref][1] and <https://example.org>\n\n[1]: https://example.org 'title'",
    "bare address": "See https://example.org/a_b_c and www.example.org, or mail a@example.org.",
    "quote and rule": "> quoted\n> > twice\n\n***",
    "emoji": "😀 :smile: 👩🏽‍🔬 e\u0301",
    "line breaks": "one\ntwo  \nthree\\\nfour",
    "escapes": "\\*no em\\* \\`no code\\` \\# no heading",
    "comment": "before <!-- not seen --> after",
}
FIGURE = {"image/png": base64.b64encode(PNG).decode(), "text/plain": "<Figure size 640x480 with 1 Axes>"}
OUTPUTS = {
    "figure": FIGURE,
    "photo": {"image/jpeg": base64.b64encode(JPEG).decode(), "text/plain": "photo"},
    "drawing": {"image/svg+xml": SVG.decode(), "text/plain": "<SVG object>"},
    "table": {"text/html": "<table><tr><th>a</th></tr><tr><td>7</td></tr></table>", "text/plain": "   a\n0  7"},
    "Markdown": {"text/markdown": "**strong** and $x^2$", "text/plain": "<Markdown object>"},
    "formula": {"text/latex": "$\\displaystyle x^2$", "text/plain": "x**2"},
    "words": {"text/plain": "array([[1., 2.],\n       [3., 4.]]) <b>"},
}
SEEN = """element => {
  const shown = element.cloneNode(true), count = what => shown.querySelectorAll(what).length;
  const pictures = [...element.querySelectorAll("img")].filter(each => each.complete && each.naturalWidth > 0).length;
  shown.querySelectorAll("mjx-container, math").forEach(each => each.replaceWith("\\u25a1"));
  const ticked = [...shown.querySelectorAll("input[type=checkbox]")];
  ticked.forEach(each => each.replaceWith(each.hasAttribute("checked") ? "\\u2611" : "\\u2610"));
  const beside = ".address, .left-out, .jp-InternalAnchorLink, .anchor-link, .label, style, script";
  shown.querySelectorAll(beside).forEach(each => each.remove());
  const words = shown.textContent.replace(/\\s+/g, "");
  return {
    words, pictures, formulas: words.split("\\u25a1").length - 1,
    em: count("em, i"), strong: count("strong, b"), struck: count("s, del"), code: count("code"), blocks: count("pre"),
    links: count("a[href], .link"), tables: count("table"), cells: count("td, th"), items: count("li"),
    headings: count("h1, h2, h3, h4, h5, h6"), quotes: count("blockquote"), rules: count("hr"), breaks: count("br"),
    details: count("details"), marks: count("sub, sup, kbd, mark, u"),
  };
}"""


def cells(texts: dict[str, str]) -> list[dict]:
    """The cells of a notebook, in order: the Markdown of `texts`, then a code cell for each output."""
    words = [{"cell_type": "markdown", "metadata": {}, "source": text, "attachments": ATTACHED} for text in texts.values()]
    shown = [
        {"cell_type": "code", "metadata": {}, "source": f"'{name}'", "execution_count": None,
         "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}]}
        for name, data in OUTPUTS.items()
    ]
    return words + shown
