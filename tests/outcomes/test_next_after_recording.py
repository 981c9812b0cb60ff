"""Once a consultation is on record, drafting its outcome is the first of the next moves; filing comes after it."""

import re

from conftest import SignIn
from factories.consultations import record_consultation
from factories.outcomes import draft_outcome
from factories.people import Cast


def buttons(page: str) -> list[str]:
    """The next moves, in their order."""
    part = page[page.index('id="moves"') : page.index("</ul>", page.index('id="moves"'))]
    return re.findall(r'class="btn[^>]*>([^<]+)<', part)


def test_drafting_comes_first_and_filing_after_it(shizuishan: Cast, signed_in: SignIn) -> None:
    activity = record_consultation(shizuishan)
    client, address = signed_in(shizuishan["周经委"]), f"/matters/{activity.pk}/"
    page = client.get(address).content.decode()

    assert buttons(page)[0] == "起草协商成果" and "归档" in buttons(page)
    begin = f"/begin/outcome/?committee={shizuishan.committee.code}&amp;origin={activity.pk}"
    assert f'<a class="btn btn-primary" href="{begin}">' in page
    assert client.get(begin.replace("&amp;", "&")).status_code == 200
    chair = signed_in(shizuishan["江主席"]).get(address).content.decode()
    assert ">起草协商成果<" not in chair

    draft_outcome(shizuishan, activity=activity)
    assert buttons(client.get(address).content.decode())[0] == "归档"
