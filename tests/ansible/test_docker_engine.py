"""A host without Docker: the operator is told what is missing; no second engine starts beside a first."""

import os
import pathlib

import pytest

pytestmark = pytest.mark.docker


def test_a_dead_socket_is_named_when_no_engine_may_be_installed(play, tmp_path):
    socket = tmp_path / "docker.sock"
    outcome = play("site.yml", "--tags", "docker", docker_manage="false", docker_socket=socket)
    assert outcome.returncode != 0
    assert f"No Docker Engine answers on {socket}" in outcome.stdout
    assert "docker_manage=true" in outcome.stdout


def test_a_host_without_the_docker_command_gets_the_same_advice(play, tmp_path):
    programs = {program.name: program for program in pathlib.Path("/usr/bin").iterdir()}
    for name in programs.keys() - {"docker"}:
        (tmp_path / name).symlink_to(programs[name])
    environment = {**os.environ, "PATH": str(tmp_path)}
    outcome = play("site.yml", "--tags", "docker", docker_manage="false", env=environment)
    assert outcome.returncode != 0
    assert "No Docker Engine answers on /var/run/docker.sock" in outcome.stdout


def test_an_engine_that_runs_but_does_not_answer_is_left_alone(play, tmp_path):
    outcome = play("site.yml", "--tags", "docker", docker_socket=tmp_path / "docker.sock")
    assert outcome.returncode != 0
    assert "A Docker Engine runs (/proc/" in outcome.stdout
    assert "changed=0" in outcome.stdout
