"""nbgrader's configuration as the site has it: what the exchange is and where it is found."""

import logging
import os


def load_config():
    """nbgrader's configuration, never from the working directory; in a classroom the image's alone, not the home's."""
    from jupyter_core.application import JupyterApp
    from jupyter_core.paths import ENV_CONFIG_PATH, SYSTEM_CONFIG_PATH
    from traitlets.config import Config

    class Site(JupyterApp):
        @property
        def config_file_paths(self):
            # The hub's own word for it, which Jupyter's server heeds and nbgrader does not.
            closed = os.environ.get("JUPYTERHUB_DISABLE_USER_CONFIG", "").lower() in ("1", "true")
            return [*ENV_CONFIG_PATH, *SYSTEM_CONFIG_PATH] if closed else super().config_file_paths

    app = Site(config_file_name="nbgrader_config", log_level=logging.CRITICAL)
    app.load_config_file()
    return Config(app.config)
