"""tito setup, module start and module reset: the workspace and the learner's copy of a notebook."""

import json

import learner_notebooks as notebooks


def test_setup_makes_a_workspace_without_a_terminal(learner):
    (learner.home / ".tito").rmdir()

    done = learner.command("setup")

    assert (done.returncode, (learner.home / ".tito").is_dir()) == (0, True)
    assert "Next: tito module start 01" in done.stdout


def test_setup_twice_keeps_the_learners_work(learner):
    learner.tito("setup")
    learner.write(notebooks.SOLUTION)
    before = learner.notebook.read_bytes()

    done = learner.tito("setup")

    assert (done.returncode, learner.notebook.read_bytes()) == (0, before)


def test_setup_refuses_the_source_tree(learner, installation):
    del learner.env["TINYTORCH_HOME"]

    done = learner.tito("setup", str(installation))

    assert done.returncode == 3
    assert "holds the source of TinyTorch itself" in done.stderr


def test_setup_says_that_the_workspace_cannot_be_written(learner, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    learner.env["TINYTORCH_HOME"] = str(blocked / "home")

    done = learner.tito("setup", cwd=tmp_path)

    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_setup_on_a_full_disk_says_so(learner):
    done = learner.command("setup", largest_file=1000)

    assert done.returncode == 3
    assert "cannot be written: File too large" in done.stderr


def test_start_on_a_full_disk_leaves_no_half_notebook(learner):
    done = learner.command("module", "start", "01", largest_file=1000)

    assert (done.returncode, learner.notebook.exists()) == (3, False)
    assert "Traceback" not in done.stderr


def test_commands_ask_for_setup_first(learner, tmp_path):
    learner.env["TINYTORCH_HOME"] = str(tmp_path / "elsewhere")

    done = learner.tito("module", "start", "01")

    assert done.returncode == 3
    assert "Run `tito setup`" in done.stderr


def test_start_brings_the_release_notebook(learner):
    done = learner.tito("module", "start", "01")

    assert done.returncode == 0, done.stderr
    assert learner.notebook.read_text() == notebooks.text(notebooks.STUB)


def test_start_again_never_overwrites(learner):
    learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION)

    done = learner.tito("module", "start", "tensor")

    assert learner.notebook.read_text() == notebooks.text(notebooks.SOLUTION)
    assert "You have Module 01 (Tensor) already" in done.stdout


def test_start_gives_the_address_in_the_classroom(learner):
    learner.env["JUPYTERHUB_SERVICE_PREFIX"] = "/user/ada/"

    done = learner.tito("module", "start", "01")

    assert "(/user/ada/lab/tree/modules/01_tensor/01_tensor.ipynb)" in done.stdout


def test_start_names_the_missing_prerequisites(learner):
    learner.publish("03_layers")

    done = learner.tito("module", "start", "03")

    assert done.returncode == 1
    assert "01 (Tensor), 02 (Activations)" in done.stderr
    assert "tito module start 01" in done.stderr


def test_start_says_that_the_reference_stands_in(learner, tmp_path):
    reference = tmp_path / "reference" / "tinytorch" / "core"
    reference.mkdir(parents=True)
    (reference / "tensor.py").write_text("class Tensor: pass\n")
    learner.publish("02_activations")

    done = learner.tito("module", "start", "02")

    assert done.returncode == 0, done.stderr
    assert "Module 01 (Tensor) is not yours yet; the reference stands in" in done.stdout


def test_start_of_a_planned_module_names_those_that_exist(learner):
    done = learner.tito("module", "start", "20")

    assert done.returncode == 3
    assert "Modules that are: 01, 02, 03" in done.stderr


def test_start_of_an_unknown_module_is_a_usage_error(learner):
    done = learner.tito("module", "start", "tensr")

    assert done.returncode == 2
    assert "did you mean tensor?" in done.stderr


def test_start_without_a_notebook_to_bring(learner):
    (learner.release / "01_tensor" / "01_tensor.ipynb").unlink()

    done = learner.tito("module", "start", "01")

    assert (done.returncode, learner.notebook.parent.exists()) == (3, False)
    assert "is not in" in done.stderr


def test_start_in_an_unbuilt_checkout_says_how_to_build(learner, installation):
    del learner.env["TINYTORCH_RELEASE_DIR"]
    sources = installation / "curriculum" / "modules"
    sources.mkdir()
    try:
        done = learner.command("module", "start", "01")
    finally:
        sources.rmdir()

    assert done.returncode == 3
    assert f"make -C {installation} build" in done.stderr


def test_reset_keeps_a_backup(learner):
    learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION)

    done = learner.tito("module", "reset", "01")

    (backup,) = (learner.home / ".tito" / "backups" / "01_tensor").glob("*.ipynb")
    assert done.returncode == 0, done.stderr
    assert backup.read_text() == notebooks.text(notebooks.SOLUTION)
    assert learner.notebook.read_text() == notebooks.text(notebooks.STUB)


def test_reset_works_from_the_kept_release_when_the_source_is_gone(learner):
    learner.tito("module", "start", "01")
    learner.notebook.write_text("damaged")
    (learner.release / "01_tensor" / "01_tensor.ipynb").unlink()

    done = learner.tito("module", "reset", "01")

    assert done.returncode == 0, done.stderr
    assert json.loads(learner.notebook.read_text())["nbformat"] == 4


def test_start_leaves_no_staging_files(learner):
    learner.tito("module", "start", "01")

    assert list((learner.home / ".tito" / "staging").iterdir()) == []


def test_the_way_to_a_module_names_what_to_do_with_the_one_before(learner):
    assert "Next: tito module start 01" in learner.tito("module", "start", "02").stderr
    learner.tito("module", "start", "01")
    assert "Next: tito module complete 01" in learner.tito("module", "start", "02").stderr
