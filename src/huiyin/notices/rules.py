"""Who stands above whom when something is late."""

from huiyin.people.enums import Role
from huiyin.people.selectors import Seat
from huiyin.procedure.models import Todo

# Inside a unit: whoever signs for it. An office's clerks have nobody above them who works here, so their colleagues are
# told, who may do it in their place. Nobody is above a unit's head, a leader, the chair or a member.
IN_THE_SAME_BODY = {
    Role.UNIT_CLERK: (Role.UNIT_DEPUTY, Role.UNIT_HEAD),
    Role.UNIT_REVIEWER: (Role.UNIT_DEPUTY, Role.UNIT_HEAD),
    Role.UNIT_DEPUTY: (Role.UNIT_HEAD,),
    Role.OFFICE_CLERK: (Role.OFFICE_CLERK,),
}
IN_THE_COMMITTEE = {
    Role.COMMITTEE_CLERK: (Role.SECRETARY_GENERAL,),
    Role.CPPCC_CLERK: (Role.SECRETARY_GENERAL,),
    Role.VICE_CHAIR: (Role.CHAIR,),
    Role.SECRETARY_GENERAL: (Role.CHAIR,),
}


def seats_above(todo: Todo) -> list[Seat]:
    """The seats of those who are told that a to-do is late; none where nobody is above."""
    role = Role(todo.role)
    seats = [Seat(todo.committee_id, above) for above in IN_THE_COMMITTEE.get(role, ())]
    if todo.body_id is not None:
        seats += [Seat(todo.committee_id, above, todo.body_id) for above in IN_THE_SAME_BODY.get(role, ())]
    return seats
