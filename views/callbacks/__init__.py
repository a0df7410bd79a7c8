"""Every button's data: a prefix, ids and the version the person saw. Never names, rights or texts.

A retired class stays here, so that buttons of old messages keep working.
"""

from views.callbacks.amendments import *  # noqa: F403
from views.callbacks.assignments import *  # noqa: F403
from views.callbacks.delivery import *  # noqa: F403
from views.callbacks.deputies import *  # noqa: F403
from views.callbacks.drafts import *  # noqa: F403
from views.callbacks.joining import *  # noqa: F403
from views.callbacks.organisations import *  # noqa: F403
from views.callbacks.overview import *  # noqa: F403
from views.callbacks.people import *  # noqa: F403
from views.callbacks.reminders import *  # noqa: F403
from views.callbacks.reports import *  # noqa: F403
from views.callbacks.requests import *  # noqa: F403
from views.callbacks.sending import *  # noqa: F403
from views.callbacks.year import *  # noqa: F403
