"""The database by PostgreSQL's own tools, dumped from one snapshot and put back in one transaction."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from cms.backup.contents import LEFT_OUT, BackupError

# Names of libpq for what DATABASE_URL may say.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
# A restore waits so long for readers to finish.
WAIT = "-c lock_timeout=30s"


def version() -> str:
    connection.ensure_connection()
    number = connection.pg_version  # type: ignore[attr-defined]  # of this engine's connections alone
    return f"{number // 10_000}.{number % 10_000}"


def dump(target: Path) -> None:
    """Dumps the database as it is now. Raises BackupError."""
    server, tool = int(version().split(".")[0]), _major("pg_dump")
    if tool < server:
        raise BackupError(
            f"pg_dump is of PostgreSQL {tool}, the server of {server}: install postgresql-client-{server}."
        )
    left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    _run(
        "pg_dump",
        "--format=custom",
        "--compress=0",
        "--no-owner",
        "--no-privileges",
        *left_out,
        f"--file={target}",
    )


def restore(source: Path, header: dict[str, object]) -> None:
    """Makes the database what the dump is, all of it or nothing. Raises BackupError."""
    _major("pg_restore")
    listed = _run("pg_restore", "--list", str(source))
    there = set(re.findall(r"^\d+; \d+ \d+ TABLE \S+ (\S+)", listed, re.MULTILINE))
    if unknown := sorted(set(connection.introspection.table_names()) - there):
        raise BackupError(
            f"The database has tables that the archive does not know ({', '.join(unknown[:3])}). Make an"
            " empty database, and put the archive back there without running migrate first."
        )
    connection.close()
    _run(
        "pg_restore",
        *(
            "--single-transaction",
            "--exit-on-error",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
        ),
        *(f"--dbname={connection.get_connection_params()['dbname']}", str(source)),
    )


def _major(tool: str) -> int:
    if shutil.which(tool) is None:
        raise BackupError(f"{tool} is not installed; Debian has it in the package postgresql-client.")
    found = re.search(r"\) (\d+)", _run(tool, "--version"))
    return int(found[1]) if found else 0


def _run(tool: str, *arguments: str) -> str:
    """What a tool prints. It learns the password from its environment, which other users cannot read."""
    parameters = connection.get_connection_params()
    environment = {
        **os.environ,
        **{theirs: str(parameters[ours]) for ours, theirs in VARIABLES.items() if parameters.get(ours)},
        "PGOPTIONS": WAIT,
    }
    line = [tool, *arguments]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    if done.returncode:
        said = " ".join(done.stderr.split())[:500]
        raise BackupError(f"{tool} failed, and the database is as it was: {said}")
    return done.stdout
