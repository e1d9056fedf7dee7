"""An IPython shell without history, threads or colours that shows what a cell shows to a recorder, cell by cell.

Also sent into the grader's sandbox as text; uses the standard library and IPython. It runs in the student's process:
everything it says is a claim.
"""

import contextlib
import signal


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
            recorder.rich("display_data", data)

        def clear_output(self, wait=False):
            recorder.outputs.clear()

    class Shell(InteractiveShell):
        displayhook_class = Type(Hook)
        display_pub_class = Type(Publisher)

        def _showtraceback(self, etype, evalue, stb):
            recorder.error(etype.__name__, evalue, stb)

        def ask_exit(self):
            raise SystemExit("the notebook asked to end the session")

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = Shell.instance(config=config)
    shell.db = {}  # %cd and others write there; the file it would be is not the student's
    return shell


@contextlib.contextmanager
def as_given(shell):
    """For a cell that is not the student's: a result is what its last line gives, whatever they set for theirs."""
    chosen, shell.ast_node_interactivity = shell.ast_node_interactivity, "last_expr"
    try:
        yield
    finally:
        shell.ast_node_interactivity = chosen


def run_cell(shell, recorder, source):
    """Run one cell; {"outputs": in nbformat's shape, "line": of the cell where an error left it, or None}.

    SIGINT interrupts it, and only while it runs.
    """
    recorder.begin()
    error = None
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
    return {"outputs": outputs, "line": error_line(error)}


def error_line(error):
    """Line of the cell in which `error` passed through it, or None."""
    trace = getattr(error, "__traceback__", None)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith("<ipython-input"):
            return trace.tb_lineno
        trace = trace.tb_next
    return getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
