"""Numbers that a button carries, with their limits: what was not pressed on our cards is refused."""

from typing import Annotated

from pydantic import Field

#: A number of days somebody may wait for.
Days = Annotated[int, Field(ge=0, le=366)]
#: A school year by the calendar year it starts in.
Year = Annotated[int, Field(ge=2000, le=2199)]
#: The same, or 0 for the present one.
YearOrPresent = Annotated[int, Field(ge=0, le=2199)]
#: A day as its ordinal; 0: not chosen yet.
Ordinal = Annotated[int, Field(ge=0, le=3_652_059)]
