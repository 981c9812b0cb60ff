"""What the search box answers is not to be told by a stop watch."""

import pytest

from huiyin.desk.beat import BEAT, on_the_beat


class Watch:
    """A clock that stands still but for work and waiting."""

    def __init__(self) -> None:
        self.now = 1000.0

    def clock(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds

    def lasts(self, work: float, *, fails: bool = False) -> float:
        """How long an answer takes whose work takes so long."""
        began = self.now

        def answer() -> str:
            self.pass_by(work)
            if fails:
                raise ValueError("no answer")
            return "an answer"

        if fails:
            with pytest.raises(ValueError, match="no answer"):
                on_the_beat(answer, clock=self.clock, wait=self.pass_by)
        else:
            assert on_the_beat(answer, clock=self.clock, wait=self.pass_by) == "an answer"
        return self.now - began


@pytest.mark.parametrize("hidden_texts_cost", [0.0009, 0.0015, 0.0208, 0.045])
def test_a_word_of_hidden_texts_takes_as_long_as_a_word_of_none(hidden_texts_cost: float) -> None:
    assert Watch().lasts(hidden_texts_cost) == pytest.approx(BEAT)


def test_longer_work_leaves_on_the_next_beat() -> None:
    assert Watch().lasts(BEAT * 2.3) == pytest.approx(BEAT * 3)


def test_a_failure_waits_as_long_as_an_answer() -> None:
    assert Watch().lasts(0.002, fails=True) == pytest.approx(BEAT)
