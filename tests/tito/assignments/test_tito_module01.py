"""The real Module 01 through tito, from the blank release to the learner's own package."""


def test_blank_release_earns_nothing(started):
    done = started.tito("module", "test", "01")

    assert done.returncode == 1
    assert "\n0 of " in done.stdout


def test_reference_becomes_the_learners_own_tensor(started, products):
    started.notebook.write_text(products["source"])

    done = started.tito("module", "complete", "01")

    assert done.returncode == 0, done.stdout
    assert started.python(
        "from tinytorch import Tensor, origin; print(origin('tensor'), (Tensor([1, 2]) * 3).data)"
    ) == ("yours [3. 6.]")
