"""CSV for spreadsheets and statistics: statements, events in columns like ACLED's, figures like UCDP's."""

from sourcebook.dossier.exchange.foreign.sheets.events import EVENTS, write_events
from sourcebook.dossier.exchange.foreign.sheets.figures import FIGURES, write_figures
from sourcebook.dossier.exchange.foreign.sheets.statements import STATEMENTS, write_statements

__all__ = ["EVENTS", "FIGURES", "STATEMENTS", "write_events", "write_figures", "write_statements"]
