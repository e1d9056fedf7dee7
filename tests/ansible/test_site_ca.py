"""The site's certificate authorities: only what the system does not know yet is added to the base image."""

import pytest

SCRIPT = "image/base/trust_site_ca.py"


def pem(body: str) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----"


def test_known_certificates_are_left_out(script):
    bundle = f"# campus\n{pem('NEW')}\n{pem('OLD')}\n"
    assert script.new_certificates(bundle, store=pem("OLD")) == [pem("NEW")]


def test_a_certificate_named_twice_is_added_once(script):
    assert script.new_certificates(pem("NEW") + pem("NEW"), store="") == [pem("NEW")]


def test_windows_line_ends_do_not_make_a_certificate_new(script):
    assert script.new_certificates(pem("OLD").replace("\n", "\r\n"), store=pem("OLD")) == []


def test_a_file_without_certificates_is_refused(script, tmp_path):
    (tmp_path / "ca.pem").write_text("-----BEGIN TRUSTED KEY-----")
    with pytest.raises(SystemExit, match="holds no PEM certificate"):
        script.main(tmp_path / "ca.pem")
