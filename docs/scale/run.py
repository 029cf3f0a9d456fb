#!/usr/bin/env python3
"""Runs queries over what `tham-luan compile` wrote, in DuckDB or in Spark SQL.

    python docs/scale/run.py duckdb FOLDER QUERY.sql...
    python docs/scale/run.py spark FOLDER QUERY.sql...

FOLDER is what `tham-luan compile ... -o FOLDER` wrote. Each row is printed as a line of JSON, numbers in digits, with the
name of its query; how long a query took goes to the other output. Needs the package duckdb, or pyspark and Java.
"""

import datetime
import decimal
import json
import os
import pathlib
import re
import sys
import time

VIEWS = pathlib.Path(__file__).resolve().parent


def statements(file):
    """The statements of a file: without lines of comment, one after another."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("--")]
    return [part.strip() for part in re.split(r";\s*(?:\n|$)", "\n".join(lines)) if part.strip()]


def duckdb_engine():
    import duckdb

    connection = duckdb.connect()

    def query(text):
        answer = connection.execute(text)
        return [column[0] for column in answer.description or []], answer.fetchall()

    return query


def spark_engine():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )

    def query(text):
        answer = session.sql(text)
        return answer.columns, [tuple(row) for row in answer.collect()]

    return query


def plain(value):
    """A cell as text, so that both engines write it alike: a number in digits, without zeros that say nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, decimal.Decimal)):
        digits = format(decimal.Decimal(str(value)), "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("duckdb", "spark"):
        sys.exit(__doc__)
    engine, folder = sys.argv[1:3]
    queries = [pathlib.Path(name).resolve() for name in sys.argv[3:]]
    # The views name the files as they are called in the folder.
    os.chdir(folder)
    begun = time.monotonic()
    query = duckdb_engine() if engine == "duckdb" else spark_engine()
    for file in (VIEWS / f"{engine}.sql", VIEWS / "papers.sql"):
        for statement in statements(file):
            query(statement)
    print(f"{engine} start: {time.monotonic() - begun:.2f} s", file=sys.stderr)
    for file in queries:
        begun = time.monotonic()
        (statement,) = statements(file)
        columns, rows = query(statement)
        for row in rows:
            cells = {column: plain(value) for column, value in zip(columns, row)}
            line = {"query": f"{file.parent.name}/{file.stem}", "row": cells}
            print(json.dumps(line, ensure_ascii=False))
        took = time.monotonic() - begun
        print(f"{engine} {file.parent.name}/{file.stem}: {len(rows)} rows, {took:.2f} s", file=sys.stderr)


main()
