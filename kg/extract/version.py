"""The version of the rules extractor; raise it when the same text gives other records."""

from __future__ import annotations

VERSION = "0.3.0"
LANGUAGES = ("en",)  # that it reads
