"""How the bot and the reader process talk: frames of bytes behind their length, over pipes.

A request is two frames, a JSON head {"filename", "seconds"} and the bytes of the file. The answer is one frame of JSON:
{"ready": true} once after the start, then {"reading": …} or {"refused": code, "facts": {…}}.
"""

import struct

LENGTH = struct.Struct(">I")


def frame(content: bytes) -> bytes:
    return LENGTH.pack(len(content)) + content
