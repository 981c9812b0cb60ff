"""What of a consultation is found by its words: what was said, by whom, and what was agreed."""

from huiyin.consultation.models import Activity, Consensus, Opinion, Participant
from huiyin.consultation.registration import KIND
from huiyin.search.full_text.columns import columns
from huiyin.search.full_text.registry import searchable, searchable_names

searchable(
    KIND, "summary", "基本情况", read=columns(Activity, "matter", "place", "organiser__name", "summary")
)
searchable(KIND, "opinions", "意见", read=columns(Opinion, "activity__matter", "giver__name", "text"))
searchable(KIND, "consensus", "共识", read=columns(Consensus, "activity__matter", "text"))
searchable_names(
    KIND, "participants", "参加人员", read=columns(Participant, "activity__matter", "name", "post")
)
