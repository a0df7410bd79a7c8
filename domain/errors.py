"""Every refusal the product knows. A code and facts, no Russian: the sentence is in views/texts/errors.py.

DomainError
├── UnreadableDocument   a file or text that cannot become minutes
├── NotAllowed           the actor has no right to it (never says whether it exists)
├── NotFound             there is no such thing any more
├── Stale                the card the person tapped shows an older state
├── WrongState           the action does not fit the present state
├── WrongInput           something typed or chosen cannot be used
├── InvitationRefused    a code that does not let in
├── RegistryRefused      a table of organisations that cannot be loaded
└── BackupRefused        a backup that cannot be made or put back
"""


class DomainError(Exception):
    """A refusal with a stable code; `facts` fill the sentence shown to the person."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class UnreadableDocument(DomainError):
    """Codes: empty, wrong_type, unsupported, too_large, damaged, password, no_text_layer, bomb, too_slow, too_long,
    photo, pictures_only, presentation, pages, audio, xls, entities, zip_none, zip_several.
    """


class NotAllowed(DomainError):
    """Code: not_allowed."""

    def __init__(self, code: str = "not_allowed", **facts: object) -> None:
        super().__init__(code, **facts)


class NotFound(DomainError):
    """Code: not_found."""

    def __init__(self, code: str = "not_found", **facts: object) -> None:
        super().__init__(code, **facts)


class Stale(DomainError):
    """Code: stale. The handler shows the fresh card."""

    def __init__(self, code: str = "stale", **facts: object) -> None:
        super().__init__(code, **facts)


class WrongState(DomainError):
    """The action does not fit the state; the code names what is in the way."""


class WrongInput(DomainError):
    """Something typed, chosen or sent cannot be used; the code says why."""


class InvitationRefused(DomainError):
    """Codes: code_unknown, code_locked."""


class RegistryRefused(DomainError):
    """A table of organisations cannot be loaded; the code says why and facts where."""


class BackupRefused(DomainError):
    """A backup cannot be made or put back; the code says why, `reason` is for the log."""
