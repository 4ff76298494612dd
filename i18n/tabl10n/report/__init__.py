"""Printers: one audit, one alignment or one inspection as text, JSON, annotations, SARIF or a page."""
