"""Where a file being uploaded waits until it was looked at: on the disk of the data, not in the system's /tmp."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class DataFolderUploadHandler(TemporaryFileUploadHandler):
    """Writes large uploads into FILE_UPLOAD_TEMP_DIR and makes that folder when it is missing."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Start another file. OSError of a full disk is answered as such."""
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
        super().new_file(*args, **options)
