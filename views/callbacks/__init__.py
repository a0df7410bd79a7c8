"""Every button's data: a prefix, ids and the version the person saw. Never names, rights or texts.

A retired class stays here, so that buttons of old messages keep working.
"""

from views.callbacks.amendments import *
from views.callbacks.assignments import *
from views.callbacks.delivery import *
from views.callbacks.deputies import *
from views.callbacks.drafts import *
from views.callbacks.joining import *
from views.callbacks.organisations import *
from views.callbacks.overview import *
from views.callbacks.papers import *
from views.callbacks.people import *
from views.callbacks.reminders import *
from views.callbacks.reports import *
from views.callbacks.requests import *
from views.callbacks.sending import *
from views.callbacks.year import *
