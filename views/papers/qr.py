"""An address as a picture, for a slide or a sheet on the wall."""

import io

DOT = 8  # pixels
MARGIN = 4  # dots, as the standard asks


def qr_code(address: str) -> bytes:
    """A .png of the address; a quarter of it may be covered or torn and it is still read."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="png", scale=DOT, border=MARGIN)
    return out.getvalue()
