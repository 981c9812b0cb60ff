"""The `huiyin` command: every management command of the packages under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command, `huiyin help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings.base")
    execute_from_command_line(sys.argv)
