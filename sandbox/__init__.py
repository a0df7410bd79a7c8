"""A local stand-in for Telegram: one model, two faces (an aiogram session, an HTTP server), people to act with.

The model starts in `telegram.py`, what a human does is in `people.py`, trouble on order in `faults.py`.
"""
