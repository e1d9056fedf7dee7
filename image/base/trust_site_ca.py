"""Adds the certificates of a PEM bundle to the system store of a Debian image.

Certificates the store already holds are left out, so that a site may name its whole bundle. Without any
new certificate the image is not changed.
"""

import pathlib
import re
import subprocess
import sys

STORE = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
LOCAL = pathlib.Path("/usr/local/share/ca-certificates")
CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def certificates(text: str) -> list[str]:
    """Return the PEM certificates of `text` in order, each without what stands between them."""
    return [match.replace("\r", "") for match in CERTIFICATE.findall(text)]


def new_certificates(bundle: str, store: str) -> list[str]:
    """Return the certificates of `bundle` that `store` does not hold, each once."""
    known = set(certificates(store))
    return [pem for pem in dict.fromkeys(certificates(bundle)) if pem not in known]


def main(bundle: pathlib.Path) -> None:
    """Trust every certificate of the PEM file `bundle`; refuse a file that has text but no certificate."""
    text = bundle.read_text()
    if text.strip() and not certificates(text):
        sys.exit("The site CA file holds no PEM certificate; set images_site_ca to a PEM bundle.")
    added = new_certificates(text, STORE.read_text())
    for number, pem in enumerate(added, start=1):
        (LOCAL / f"site-ca-{number}.crt").write_text(pem + "\n")
    if added:
        subprocess.run(["update-ca-certificates"], check=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
