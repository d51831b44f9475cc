"""Makes the specimens beside it from the example workbook, with another program's writer (openpyxl 3.1):
python3 openpyxl.py ../../../../../../examples/sachsen-2021-tabelle/vorgaenge.xlsx
(from another folder, so that it does not import itself)"""
import datetime
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter


def table(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def written(book, name, rows):
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    for column in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 22
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, datetime.datetime):
                cell.number_format = "dd/mm/yyyy hh:mm" if cell.value.time() != datetime.time() else "dd/mm/yyyy"
            elif isinstance(cell.value, datetime.time):
                cell.number_format = "h:mm AM/PM"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    return sheet


source = load_workbook(sys.argv[1])

# Sheets and columns the other way round, an empty and a free column, formats of days as Excel offers them, a hidden sheet.
office = Workbook()
office.remove(office.active)
for name in reversed(source.sheetnames):
    rows = [list(reversed(row)) + [None, "Bemerkung" if i == 0 else "von Hand"] for i, row in enumerate(table(source[name]))]
    sheet = written(office, name, rows)
    if name == "Empfänger":
        sheet.sheet_state = "hidden"
office.save(here / "office.xlsx")

# The identity stands only in the first row of merged cells.
for row in range(source["Verteiler"].max_row, 1, -1):
    if source["Verteiler"].cell(row, 1).value == "crimmitschau-2021":
        last = row
        break
first = next(r for r in range(2, last) if source["Verteiler"].cell(r, 1).value == "crimmitschau-2021")
source["Verteiler"].merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)
source.save(here / "merged.xlsx")
