"""Settings for the tests of properties: how long an example takes on a busy machine decides nothing."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
