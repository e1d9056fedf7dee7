"""What students write and draw, as HTML: it shows what JupyterLab shows, and it cannot act."""

import base64
import io
import re

import nbformat
import numpy as np
import pytest
from PIL import Image

from grading.execution.outputs import MAX_RICH, checked_output
from grading.feedback.headings import headings, sections
from grading.rendering.clean import Cleaner
from grading.rendering.exporter import SafeHTMLExporter
from grading.rendering.markdown import rendered, titles
from grading.rendering.pictures import MAX_PAGE, MAX_PICTURE, LeftOut, Pictures

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(1)'><script>alert(1)</script></svg>"


def png(width=2, height=2, noise=False) -> bytes:
    pixels = np.random.default_rng(0).integers(0, 255, (height, width, 3)) if noise else np.zeros((height, width, 3))
    out = io.BytesIO()
    Image.fromarray(pixels.astype("uint8")).save(out, "PNG")
    return out.getvalue()


DOT = base64.b64encode(png()).decode()


@pytest.fixture
def folder(tmp_path):
    beside = tmp_path / "beside"
    (beside / "my plots").mkdir(parents=True)
    for name in ("plot.png", "my plots/größe 1.png", "my plots/gro\u0308sse.png"):
        (beside / name).write_bytes(png())
    (beside / "drawing.svg").write_text(SVG)
    (beside / "page.png").write_text("<script>alert(1)</script>")
    (tmp_path / "secret.png").write_bytes(png())
    (beside / "link.png").symlink_to(tmp_path / "secret.png")
    (beside / "up").symlink_to(tmp_path)
    return beside


def shown(source, folder=None, attachments=None, **how):
    return rendered(source, Cleaner(Pictures(folder), attachments or {}, **how))


@pytest.mark.parametrize("text", [
    "![plot](plot.png)", "![plot](./plot.png)", "![a](my%20plots/gr%C3%B6%C3%9Fe%201.png)", "![a](<my plots/größe 1.png>)",
    '<img src="my plots/größe 1.png" width="300">', "![a](my%20plots/gr%C3%B6sse.png)", "[![plot](plot.png)](https://numpy.org)",
    f"![a](data:image/png;base64,{DOT})", "![plot][one]\n\n[one]: plot.png",
])
def test_a_picture_beside_the_notebook_is_shown(text, folder):
    assert f'src="data:image/png;base64,{DOT}"' in shown(text, folder)


@pytest.mark.parametrize("name, address", [
    ("image.png", "image.png"), ("Pasted image (2) ü.png", "Pasted%20image%20(2)%20%C3%BC.png"),
    ("a b.png", "a%20b.png"), ("Bildschirmfoto (1).png", "Bildschirmfoto%20(1).png"), ("圖.png", "圖.png"),
    ("a%20b.png", "a%20b.png"), ("o\u0308.png", "ö.png"),
])
def test_an_attachment_of_any_name_is_shown(name, address):
    text = f"![y](attachment:{address})\n\n*and the text stays*"
    page = shown(text, attachments={name: {"image/png": DOT}})
    assert f"base64,{DOT}" in page and "<em>and the text stays</em>" in page


@pytest.mark.parametrize("text, why", [
    ("![x](nothing.png)", "no such file"), ("![x](../secret.png)", "no such file"), ("![x](up/secret.png)", "no such file"),
    ("![x](link.png)", "not a plain file"), ("![x](/etc/hostname)", "beside the notebook"), ("![x](page.png)", "kind"),
    ("![x](https://attacker.invalid/p.png)", "other places"), ("![x](attachment:gone.png)", "attached"),
    ("![x](data:text/html;base64,PHNjcmlwdD4=)", "address"), ("![x](my%20plots)", "no such file"),
    ("![x](data:image/png;base64,@@@)", "damaged"), ("<img>", "no such file"), ("![x](%00.png)", "no such file"),
])
def test_a_picture_that_is_left_out_says_so(text, why, folder):
    page = shown(text, folder)
    assert "<img" not in page and re.search(rf'class="left-out">\[[^<]*is not shown: [^<]*{why}', page)


def test_an_svg_stands_in_an_img_only(folder):
    page = shown(f"![d](drawing.svg)\n\n{SVG}", folder)
    assert "data:image/svg+xml;base64," in page and "<svg" not in page and "onload" not in page and "alert" not in page


def test_a_large_picture_is_made_smaller_and_a_page_has_an_end(folder):
    large = png(2200, 1400, noise=True)
    assert len(large) > 5 * MAX_PICTURE
    pictures = Pictures(folder)
    kind, _, data = pictures.embedded(large).partition(";base64,")
    small = Image.open(io.BytesIO(base64.b64decode(data)))
    assert kind in ("data:image/png", "data:image/jpeg") and len(base64.b64decode(data)) <= MAX_PICTURE
    assert abs(small.width / small.height - 2200 / 1400) < 0.01
    left = pictures.left
    assert pictures.embedded(large) and pictures.left == left, "the same picture twice costs once"
    with pytest.raises(LeftOut, match=f"larger than {MAX_PAGE / 1e6:g} MB together"):
        for shade in range(2 + MAX_PAGE // (MAX_PICTURE // 2)):
            pictures.embedded(png(440 + shade, 400, noise=True))


def test_a_picture_too_large_for_an_output_is_left_out_whole():
    def kept(length):
        data = {"image/png": "A" * length, "text/plain": "<Figure>"}
        return checked_output({"output_type": "display_data", "data": data})["data"]

    assert kept(MAX_RICH)["image/png"] == "A" * MAX_RICH
    assert kept(5_200_000) == {"text/plain": "<Figure>", "text/html": "[a picture of 5.2 MB is not shown: at most 4 MB are]"}


def test_a_picture_of_too_many_pixels_is_not_decoded():
    out = io.BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    bomb = out.getvalue() + b"\0" * MAX_PICTURE
    with pytest.raises(LeftOut):
        Pictures().embedded(bomb)


@pytest.mark.parametrize("text, expected", [
    ("$x_1 * y_1$ and $z_2 * 2$", r"<math><msub>"), ("$$\\frac{a}{b}$$", '<math display="block">'),
    ("\\\\(a+b\\\\)", "<math>"), ("\\\\[a+b\\\\]", '<math display="block">'),
    ("\\begin{align}a&=b\\\\c&=d\\end{align}", '<math display="block"><mtable'), ("| $|x|$ |\n|---|\n", "<th><math>"),
    ("<details><summary>S</summary>\n\n$x$\n\n</details>", "<details><summary>S</summary>\n<p><math>"),
    ("<b>$x$</b>", "<b><math>"),
    ("- [x] done\n- [ ] open", "<li>☑ done</li>\n<li>☐ open</li>"), ("a ~~b~~", "<s>b</s>"), ("&copy; &lt;b&gt;", "© &lt;b&gt;"),
    ("a_b_c 2 * 3 * 4", "<p>a_b_c 2 * 3 * 4</p>"), ("`$x$` \\$5", "<code>$x$</code> $5"),
    ("# A `b`", "<h1>A <code>b</code></h1>"),
    ("~~~\n$x$\n~~~", "<pre><code>$x$"), ("|a|\n|:-:|\n|b|", '<td style="text-align:center">b</td>'),
])
def test_markdown_is_what_jupyterlab_makes_of_it(text, expected):
    assert expected in shown(text)


@pytest.mark.parametrize("tex", [
    r"\href{javascript:alert(1)}{x}", r"\class{full-credit}{x}", r"\style{position:fixed}{x}", r"\unknown{x}", r"\frac{a}",
    "{" * 1400 + "}" * 1400, r"x\\" * 1100, "x^{" * 900 + "x" + "}" * 900,
])
def test_a_formula_that_does_not_parse_is_shown_as_it_was_written(tex):
    page = shown(f"$${tex}$$ end")
    assert "<math" not in page and '<code class="tex">' in page and page.rstrip().endswith("end</p>")


def test_words_in_a_formula_cannot_act():
    page = shown(r"$\text{<script>alert(1)</script><img src=x onerror=alert(1)>}$ $\label{full-credit}x$")
    assert "<script" not in page and "<img" not in page and 'id="full-credit' not in page


@pytest.mark.parametrize("address", [
    "/user/mallory/view", "../../hub/admin", "//attacker.invalid/x", "plot.png", "javascript:alert(1)", "java\tscript:alert(1)",
    "data:text/html,x", "\\\\attacker.invalid", "ftp://x.org/a",
])
def test_a_link_into_the_classroom_is_text(address):
    for live in (True, False):
        page = shown(f'<a href="{address}">bait</a> [bait](<{address}>)', live=live)
        assert "href" not in page and page.count("bait") >= 2


def test_a_link_to_another_place_tells_it_nothing_and_is_text_where_points_are_given():
    assert 'href="https://numpy.org/" rel="noopener noreferrer nofollow">numpy</a>' in shown(
        "[numpy](https://numpy.org/)", live=True)
    page = shown("[numpy](https://numpy.org/) https://scipy.org")
    assert "<a" not in page and "numpy</span> <span class=\"address\">(https://numpy.org/)" in page


def test_only_the_instructors_headings_are_sections():
    def cell(source, **nbgrader):
        return {"cell_type": "markdown", "source": source, "metadata": {"nbgrader": nbgrader} if nbgrader else {}}

    nb = {"cells": [
        cell("# Memory\n\n```\n# no heading\n```"),
        cell("### BEGIN SOLUTION\nBecause.\n### END SOLUTION", grade_id="why", grade=True, solution=True),
        cell("A test", grade_id="after", grade=True),
    ]}
    assert sections(nb) == {"why": "Memory", "after": "Memory"}
    assert [h.title for h in headings(nb)][:1] == ["Memory"]


def test_rich_outputs_are_shown_and_cannot_act():
    def output(**data):
        return nbformat.v4.new_output("display_data", {kind.replace("_", "/"): value for kind, value in data.items()})

    figure = output(image_png=DOT, text_plain="<Figure>")
    figure["metadata"] = {"text/html": {"isolated": 1}}
    svg = nbformat.v4.new_output("display_data", {"image/svg+xml": f"<?xml version='1.0'?>\n{SVG}", "text/plain": "drawing"})
    outputs = [figure, svg, output(text_html="<table><tr><td>7</td></tr></table><script>alert(1)</script><b onclick=x>b</b>"),
               output(text_markdown="**strong** $x$"), output(text_latex=r"\(x^2\) and $$y$$"), output(text_plain="<b>plain</b>")]
    nb = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_code_cell("1", outputs=outputs), nbformat.v4.new_raw_cell("<b>raw</b> **x**")])
    nb.cells[1].metadata["raw_mimetype"] = "text/html"
    page, _ = SafeHTMLExporter(template_name="classic", exclude_input=True).from_notebook_node(nb)
    body = page[page.index("<body"):]
    assert f"base64,{DOT}" in body and "data:image/svg+xml;base64" in body and "<td>7</td>" in body
    assert "<strong>strong</strong>" in body and body.count("<math") == 3
    assert "&lt;b&gt;plain" in body and "&lt;b&gt;raw&lt;/b&gt; **x**" in body
    assert not re.search(r"<script>alert|onclick|<svg|<iframe|&lt;Figure", body)


@pytest.mark.parametrize("depth", [30, 70, 500, 3000])
def test_no_words_are_lost_however_deep_they_stand(depth):
    exporter = SafeHTMLExporter(template_name="classic")
    steps = "".join("  " * n + "- a\n" for n in range(depth))
    for text in (f"{'> ' * depth}the answer", f"{steps}{'  ' * depth}the answer"):
        page, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)]))
        assert "the answer" in page
        assert titles(f"# One\n\n{text}") in (["One"], [])


@pytest.mark.parametrize("text", [
    "&" * 100_000, "<" * 100_000, "<a>" * 20_000, "*a_" * 30_000, "![" * 5_000, "[" * 10_000, "$" * 100_000, "$a{" * 30_000,
    "`" * 100_000, "".join("`" * n + " " for n in range(1, 400)), "<b>" * 30_000, "> " * 20_000, "- " * 20_000,
    "\\begin{a}" * 20_000, "[a](" * 20_000, "|a" * 20_000 + "\n" + "|-" * 20_000, "&amp;" * 50_000, "~" * 100_000,
    "a@" * 50_000, "www." * 50_000, "http://" * 30_000, "\\(" * 50_000, "[a]: b\n" * 20_000, '<img alt="' * 20_000,
], ids=lambda text: text[:8])
def test_a_page_with_hostile_length_opens(text):
    """Any of these costs a second at most; a quadratic parser would hang here."""
    page = shown(text + "\n\nthe end")
    assert "the end" in page and "<script" not in page


def test_a_heading_is_one_also_where_headings_have_no_names():
    from traitlets.config import Config

    exporter = SafeHTMLExporter(config=Config({"HTMLExporter": {"template_name": "basic"}}))
    page, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Numbers")]))
    assert "<h1>Numbers</h1>" in page
