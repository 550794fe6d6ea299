"""kg doctor: what it shows and what it hides."""

from __future__ import annotations

from kg.config import settings
from kg.pipeline.doctor import _store


def test_doctor_shows_no_password() -> None:
    assert "hunter2" not in _store(settings(store="bolt://reed:hunter2@127.0.0.1:9")).detail
