"""Settings of a test run: the installation's own, in a throw-away data folder with a throw-away database server."""

from tests.throwaway import environment

environment.prepare()

from namro.config.settings import *  # noqa: E402, F403
