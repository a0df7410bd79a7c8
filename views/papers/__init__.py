"""Files made for people, from plain data: tables and documents."""
