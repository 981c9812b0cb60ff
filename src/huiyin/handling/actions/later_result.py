"""Effect of recording what came of a reply later."""

from huiyin.handling.models import LaterResult
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect


@effect("handling.later_result@1")
def record_later_result(act: Act) -> None:
    """A row beside the reply; neither the reply nor its class is touched."""
    names = ("reply", "reply_class", "implemented_on", "text")
    LaterResult.objects.create(
        committee=act.committee,
        matter=act.matter,
        recorded_on=act.day,
        **{name: act.data[name] for name in names},
    )
