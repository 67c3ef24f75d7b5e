"""Settings of a test run: the installation's own, in a throw-away data folder with a throw-away database server."""

from tests.throwaway import environment

environment.prepare()

from namro.config.settings import *  # noqa: E402, F403

# Hundreds of accounts are made by the tests: a quick hash there, Argon2 in the one test that looks at it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405
