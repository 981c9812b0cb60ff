"""What the records tell the engine when the apps are ready."""

from importlib import import_module

from huiyin.procedure.ports import ports
from huiyin.procedure.registry import ContentTable, shared_panel, shared_table
from huiyin.records.documents import documents_of
from huiyin.records.models import Attachment, Document, DocumentVersion
from huiyin.records.panels import documents_panel
from huiyin.records.screening import record_incident, screen


def register() -> None:
    """Fill the ports and the registries; safe to repeat."""
    import_module("huiyin.records.forms")
    import_module("huiyin.records.actions")
    import_module("huiyin.records.number_change")
    import_module("huiyin.records.word_template_setting")
    ports.documents = documents_of
    ports.screen = screen
    ports.incident = record_incident
    shared_table(ContentTable(Document, "matter"))
    # What it says has a hash of its own in its row, and verification compares the two.
    shared_table(ContentTable(DocumentVersion, "document__matter", leave_out=("body_text", "frame")))
    shared_table(ContentTable(Attachment, "matter"))
    shared_panel(documents_panel)
