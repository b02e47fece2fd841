"""Secrets, and the headers by which a receiver knows that a message is ours."""

import base64
import secrets
from datetime import UTC, datetime

from standardwebhooks.webhooks import Webhook as Signer

PREFIX = "whsec_"
BYTES = 32


def new_secret() -> str:
    """A secret in the form of Standard Webhooks: whsec_ and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def new_message_id() -> str:
    return f"msg_{secrets.token_hex(16)}"


def signed(secret: str, message_id: str, body: str, now: datetime) -> dict[str, str]:
    """The three headers of Standard Webhooks, for one attempt at one moment."""
    moment = now.astimezone(UTC)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Signer(secret).sign(msg_id=message_id, timestamp=moment, data=body),
    }
