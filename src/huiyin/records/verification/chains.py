"""The chain of one matter: every step hashed anew, none missing, and the matter where its last step left it."""

from collections.abc import Iterator

from huiyin.procedure.models import Matter, Step
from huiyin.procedure.steps import genesis, hash_of
from huiyin.records.verification.findings import Finding, about

STEP = "procedure.step"
_CHUNK = 100
_AGREE = (("to_state", "state", "状态"), ("stage", "stage", "阶段"), ("round", "round", "轮次"))


class Chain:
    """Walks the steps of a matter once, holding one at a time; afterwards `last` is the last one."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        self.last: Step | None = None

    def findings(self) -> Iterator[Finding]:
        """What does not agree, in the order of the steps, then between steps and matter."""
        expected = 1
        previous = genesis(self.matter)
        for step in self.matter.steps.order_by("number").iterator(chunk_size=_CHUNK):
            yield from self._gap(expected, step)
            yield from self._links(step, previous, follows=step.number == expected)
            expected, previous, self.last = step.number + 1, step.hash, step
        yield from self._end()

    def _gap(self, expected: int, step: Step) -> Iterator[Finding]:
        for number in range(expected, step.number):
            yield about(
                self.matter, "step_removed", f"缺第{number}步，该条办理记录已被删除。", table=STEP, key=number
            )

    def _links(self, step: Step, previous: str, *, follows: bool) -> Iterator[Finding]:
        words = f"第{step.number}步“{step.move_label}”（办理记录第{step.pk}行）"
        if _hash(step) != step.hash:
            yield about(
                self.matter,
                "step_altered",
                f"{words}的内容与其散列值不符，已被改动。",
                table=STEP,
                key=step.pk,
            )
        if follows and step.previous_hash != previous:
            text = f"{words}与前一步衔接不上，此处的记录被替换或者插入过。"
            yield about(self.matter, "chain_broken", text, table=STEP, key=step.pk)

    def _end(self) -> Iterator[Finding]:
        matter, last = self.matter, self.last
        if last is None:
            yield about(matter, "no_steps", "没有任何办理记录，不是经正常办理产生的。")
            return
        if last.number < matter.step_number:
            missing = range(last.number + 1, matter.step_number + 1)
            text = f"缺第{'、'.join(str(number) for number in missing[:20])}步，末尾的办理记录已被删除。"
            yield about(matter, "step_removed", text, table=STEP, key=missing[0])
        elif last.number > matter.step_number:
            text = (
                f"办理记录有{last.number}步，事项只记有{matter.step_number}步，有记录被插入，或者事项被改动。"
            )
            yield about(matter, "step_inserted", text, table=STEP, key=last.pk)
        elif last.hash != matter.last_hash:
            yield about(matter, "last_hash", "事项所记的末步散列值与办理记录不符，事项或者末步被改动。")
        for of_step, of_matter, words in _AGREE:
            if getattr(last, of_step) != getattr(matter, of_matter):
                text = f"事项的{words}为“{getattr(matter, of_matter)}”，末步记为“{getattr(last, of_step)}”，已被改动。"
                yield about(matter, "matter_altered", text)


def _hash(step: Step) -> str:
    """The hash a step should have; a value that has no certain text was not written by the product."""
    try:
        return hash_of(step)
    except TypeError:
        return ""
