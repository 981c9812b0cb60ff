"""Every table has a Chinese name: verification speaks of its rows by it."""

from django.apps import apps

from huiyin.records.verification.findings import table_words


def test_every_table_has_a_chinese_name() -> None:
    own = [model for model in apps.get_models() if model.__module__.startswith("huiyin.")]
    assert len(own) > 50
    english = [model._meta.label for model in own if str(model._meta.verbose_name).isascii()]
    assert not english, "\n".join(english)
    assert table_words("consultation.opinion") == "意见"
