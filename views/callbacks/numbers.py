"""Numbers that a button carries, with their limits: what was not pressed on our cards is refused."""

from typing import Annotated

from pydantic import Field

#: A number of days somebody may wait for.
Days = Annotated[int, Field(ge=0, le=366)]
#: A school year by the calendar year it starts in.
Year = Annotated[int, Field(ge=2000, le=2199)]
#: A month and a day as they are written, 202610 and 20261020; 0 for a day that is typed.
Month = Annotated[int, Field(ge=200001, le=219912)]
Day = Annotated[int, Field(ge=0, le=21991231)]
#: The same year, or 0 for the present one.
YearOrPresent = Annotated[int, Field(ge=0, le=2199)]
#: A day as its ordinal; 0: not chosen yet.
Ordinal = Annotated[int, Field(ge=0, le=3_652_059)]
