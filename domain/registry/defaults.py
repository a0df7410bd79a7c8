"""Words the registry gives by itself."""

#: Name of the root authority until somebody tells the real one.
NAMELESS_AUTHORITY = "Орган управления образованием"
