"""Every button's data: a prefix, ids and the version the person saw. Never names, rights or texts.

A retired class stays here, so that buttons of old messages keep working.
"""

from views.callbacks.asking import *  # noqa: F403
from views.callbacks.controlling import *  # noqa: F403
from views.callbacks.deputies import *  # noqa: F403
from views.callbacks.drafts import *  # noqa: F403
from views.callbacks.executing import *  # noqa: F403
from views.callbacks.passing import *  # noqa: F403
from views.callbacks.people import *  # noqa: F403
