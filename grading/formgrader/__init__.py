"""Formgrader as the classroom has it: nbgrader's pages with ours around them. The extension itself is `extension`."""


def _jupyter_server_extension_points():
    return [{"module": "grading.formgrader.extension"}]
