"""Whether the site can work: asked by supervisors and load balancers, without a sign-in."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseFault
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers from a table that was set up; 503 when it does not. Tells nothing else."""
    try:
        with connection.cursor() as cursor:
            # A real table: SQLite answers `SELECT 1` without opening the file.
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            ready = cursor.fetchone() is not None
    except DatabaseFault:
        logger.exception("the database does not answer")
        ready = False
    return JsonResponse({"database": "ok" if ready else "failing"}, status=200 if ready else 503)
