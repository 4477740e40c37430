"""Many records at once: down as a spreadsheet, edited, up again, looked at, applied, undone."""
