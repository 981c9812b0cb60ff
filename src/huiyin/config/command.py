"""The `huiyin` command: every management command of the packages under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command, `huiyin help` lists them.

    A deployment sets HUIYIN_SECRET_KEY; without it this is somebody's own machine, set up by `make run`.
    """
    settings = "prod" if os.environ.get("HUIYIN_SECRET_KEY") else "dev"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"huiyin.config.settings.{settings}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
