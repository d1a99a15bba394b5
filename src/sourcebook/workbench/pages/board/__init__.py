"""Measures and recommendations: what was asked, of whom, and what became of it as somebody asserts."""
