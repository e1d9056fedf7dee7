"""An IPython shell without history, threads or colours that shows what a cell shows to a recorder, cell by cell.

Also sent into the grader's sandbox as text; uses the standard library and IPython. It runs in the student's process:
everything it says is a claim.
"""

import contextlib
import re
import signal

from notebooks.shell.kernel import Kernel
from notebooks.shell.loop import Loop
from notebooks.shell.names import NameResolution, resolved_names

_CELL = re.compile(r"<ipython-input-(\d+)-")


def make_shell(recorder):
    """The process's InteractiveShell, whose outputs go to `recorder`."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Hook(DisplayHook):
        def write_output_prompt(self):
            pass

        def write_format_data(self, format_dict, md_dict=None):
            recorder.rich("execute_result", format_dict, execution_count=self.shell.execution_count)

    class Publisher(DisplayPublisher):
        def publish(self, data, metadata=None, *, transient=None, update=False, **kwargs):
            recorder.display(data, (transient or {}).get("display_id"), update)

        def clear_output(self, wait=False):
            recorder.clear(wait)

    class Shell(InteractiveShell):
        displayhook_class = Type(Hook)
        display_pub_class = Type(Publisher)

        # Nothing is kept between two runs, and the disk may be full or read-only.
        def init_ipython_dir(self, ipython_dir):
            pass

        def init_profile_dir(self, profile_dir):
            pass

        def should_run_async(self, raw_cell, *, preprocessing_exc_tuple=None, **more):
            plain = super().should_run_async(raw_cell, preprocessing_exc_tuple=preprocessing_exc_tuple, **more)
            return plain or (self.autoawait and preprocessing_exc_tuple is None and loop.wanted(raw_cell))

        def _showtraceback(self, etype, evalue, stb):
            recorder.error(etype.__name__, evalue, stb)

        def enable_gui(self, gui=None):
            pass  # %matplotlib inline asks for none, and there is no window for any other

        def ask_exit(self):
            raise SystemExit("the notebook asked to end the session")

    loop, config = Loop(), Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    shell = Shell.instance(config=config)
    shell.loop_runner, shell.kernel = loop, Kernel(shell)
    for name in ("autosave", "connect_info", "qtconsole"):  # a kernel's, of which nothing follows here
        shell.register_magic_function(lambda line: None, magic_name=name)
    shell.db = {}  # %cd and others write there; the file it would be is not the student's
    return shell


@contextlib.contextmanager
def as_given(shell, own=None, imports=None):
    """For a cell that is not the student's: a result is what its last line gives, whatever they set for theirs, and names
    of Python and of imports mean what they meant to who wrote the cell, see `names`. own: None leaves the names alone.
    """
    chosen, shell.ast_node_interactivity = shell.ast_node_interactivity, "last_expr"
    names = {} if own is None else resolved_names(shell.user_ns, own, imports or {})
    transformers = shell.ast_transformers
    if names:
        shell.ast_transformers = [*transformers, NameResolution(names)]
    try:
        yield
    finally:
        shell.ast_node_interactivity, shell.ast_transformers = chosen, transformers


def run_cell(shell, recorder, source):
    """Run one cell; {"outputs": in nbformat's shape, "line": ..., "at": ...}.

    line: of this cell, where an error left it, or None. at: [execution count, line] of the innermost line of any cell that the
    error passed through, or None. SIGINT interrupts the cell, and only while it runs.
    """
    recorder.begin()
    error, number = None, shell.execution_count
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as escaped:
        error = escaped
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    outputs = list(recorder.outputs)
    for output in outputs:
        if output["output_type"] == "stream":
            output["text"] = "".join(output["text"])
    if error is not None and not any(output["output_type"] == "error" for output in outputs):
        # Not by the recorder: student code may have left it unable to record an error.
        name, value = type(error).__name__, str(error)[:20_000]
        outputs.append({"output_type": "error", "ename": name, "evalue": value, "traceback": [f"{name}: {value}"]})
    places = error_places(error)
    line = next((at for cell, at in places if cell == number), None)
    return {"outputs": outputs, "line": line, "at": places[-1] if places else None}


def error_places(error):
    """[execution count, line] of every line of a cell that `error` passed through, the outermost first."""
    if isinstance(error, SyntaxError) and (cell := _cell_number(error.filename)):
        return [[cell, error.lineno]]
    places, trace = [], getattr(error, "__traceback__", None)
    while trace is not None:
        if cell := _cell_number(trace.tb_frame.f_code.co_filename):
            places.append([cell, trace.tb_lineno])
        trace = trace.tb_next
    return places


def _cell_number(filename):
    """The execution count in the name that IPython gives the code of a cell, else None."""
    match = _CELL.match(filename) if isinstance(filename, str) else None
    return match and int(match[1])
