"""What the driver and the servers raise, as errors of our own: one table.

Imported only once a driver is in use, so it may name the driver's classes.
"""

from __future__ import annotations

from neo4j import exceptions as driver

from kg.errors import IntegrityError, KgError, QueryError, UnavailableError
from kg.text import one_line

AGAIN = (driver.ConstraintError, driver.IncompleteCommit)
LOST = (driver.ServiceUnavailable, driver.SessionExpired, OSError)
_TOO_MUCH = "arcadedb.queryMax"  # the local server names the setting of the limit that was reached
_SIGNED_OUT = ("authentication", "no longer valid", "Unauthorized")
_TOO_LONG = ("TransactionTimedOut", "Terminated", "TransactionMarkedAsFailed", "LockClientStopped")


def restarted(error: BaseException) -> bool:
    """Whether *error* is what a pooled connection answers after the server was restarted."""
    return isinstance(error, driver.Neo4jError) and any(w.lower() in str(error).lower() for w in _SIGNED_OUT)


def translate(error: BaseException, *, where: str) -> KgError:  # noqa: C901, PLR0911 - one line a cause
    """The error of ours that says what *error* means for who uses the store at *where*."""
    said = one_line(str(getattr(error, "message", None) or error), 300)
    code = str(getattr(error, "code", "") or "")
    if isinstance(error, driver.AuthError):
        return UnavailableError(f"{where} refuses the user or the password; set KG_USER and KG_PASSWORD")
    if isinstance(error, LOST):
        return UnavailableError(f"cannot reach the store at {where}: {said}")
    if isinstance(error, driver.ConfigurationError):
        return UnavailableError(f"{where} is no store address that can be used: {said}")
    if _TOO_MUCH in str(error):
        return QueryError(
            "this sorts or collects more than the local server holds; narrow it, use LIMIT, or stop the server and "
            "give the next one more memory: KG_HEAP=4096 (MiB)"
        )
    if any(w in code for w in _TOO_LONG):
        return QueryError("the query took longer than its deadline; narrow it, or give more --timeout")
    if "Forbidden" in code or "AccessMode" in code:
        return QueryError("kg query only reads; this statement would write")
    if isinstance(error, (driver.ClientError, driver.CypherSyntaxError)):
        return QueryError(f"the store did not take the Cypher: {said}")
    if isinstance(error, driver.IncompleteCommit):
        return UnavailableError(f"the connection to {where} broke while committing; run the command again")
    if isinstance(error, driver.TransientError):
        return UnavailableError(f"{where} is too busy: {said}; run the command again")
    if isinstance(error, driver.Neo4jError):
        return IntegrityError(f"{where} answered: {said}")
    return UnavailableError(f"{where}: {said}")
