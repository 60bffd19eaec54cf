"""Joins the second factor to our names and our cipher; no secret is stored in the clear."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from antrean.adapters import cipher

CONTEXT = "mfa.secret"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Our words for the second factor's decisions."""

    def encrypt(self, text: str) -> str:
        return b64encode(cipher.encrypt(text, context=CONTEXT)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return cipher.decrypt(b64decode(encrypted_text), context=CONTEXT)

    def get_totp_issuer(self) -> str:
        return settings.SERVICE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SERVICE_NAME}
