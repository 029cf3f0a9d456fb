"""Reads files that an office takes along, with readers that are not ours, and prints what is in them as JSON.

    python read_back.py FOLDER

Of *.xlsx the sheets by openpyxl: where they are frozen, and from the row of heads on every cell, by kind. Of *.csv the
rows by Python's csv and by DuckDB, of *.ndjson the rows by DuckDB, of *.docx the paragraphs by python-docx.
"""

import csv
import datetime
import json
import pathlib
import sys

import docx
import duckdb
import openpyxl

HEADS = 3


def cell(of):
    kind, value = of.data_type, of.value
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return ["d", value.date().isoformat()]
    return [kind, repr(float(value)) if kind == "n" else str(value)]


def workbook(file):
    book = openpyxl.load_workbook(file)
    sheets = []
    for sheet in book.worksheets:
        rows = [[cell(it) for it in row] for row in sheet.iter_rows(min_row=HEADS)]
        sheets.append({"name": sheet.title, "frozen": sheet.freeze_panes, "rows": rows})
    return sheets


def python_csv(file):
    # utf-8, not utf-8-sig: the mark is to be there, and to be taken off here.
    with open(file, encoding="utf-8", newline="") as lines:
        assert lines.read(1) == "\ufeff", f"{file} begins with no byte order mark"
        return list(csv.reader(lines))


def duckdb_csv(file, width):
    columns = ", ".join(f"'c{at}': 'varchar'" for at in range(width))
    text = duckdb.execute(
        "select * from read_csv(?, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{columns}}})",
        [str(file)],
    )
    return [["" if value is None else value for value in row] for row in text.fetchall()]


def duckdb_ndjson(file):
    rows = duckdb.execute("select json from read_ndjson_objects(?)", [str(file)]).fetchall()
    # As somebody reads it who asks for no types.
    (guessed,) = duckdb.execute("select count(*) from read_json(?, format = 'newline_delimited')", [str(file)]).fetchone()
    assert guessed == len(rows), f"{file}: {guessed} rows are not {len(rows)}"
    return [json.loads(row, parse_float=str, parse_int=str) for (row,) in rows]


def paragraphs(parent):
    for block in parent.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for own in row.cells:
                    yield from paragraphs(own)
        elif block.text.strip():
            yield block.text


def main():
    folder = pathlib.Path(sys.argv[1])
    found = {}
    for file in sorted(folder.rglob("*")):
        name = str(file.relative_to(folder))
        if file.suffix == ".xlsx":
            found[name] = workbook(file)
        elif file.suffix == ".csv":
            rows = python_csv(file)
            found[name] = {"python": rows, "duckdb": duckdb_csv(file, len(rows[0]))}
        elif file.suffix == ".ndjson":
            found[name] = duckdb_ndjson(file) if file.stat().st_size else []
        elif file.suffix == ".docx":
            found[name] = list(paragraphs(docx.Document(str(file))))
    json.dump(found, sys.stdout, ensure_ascii=False)


main()
