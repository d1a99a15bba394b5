"""The findings as text for people, JSON and SARIF for programs, a page with the report, and Word comments."""
