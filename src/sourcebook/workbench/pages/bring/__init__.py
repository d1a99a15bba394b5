"""What somebody has comes in: a report, a reference library, a sheet, a source; told what it is first."""
