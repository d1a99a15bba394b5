"""The frame of all pages: who may open which, for whom the page is made, and what stands around it."""

from sourcebook.workbench.frame.rules import ANYONE, LOGGED_IN, MEMBER, TOKEN, Request, Rule, page, ruled

__all__ = ["ANYONE", "LOGGED_IN", "MEMBER", "TOKEN", "Request", "Rule", "page", "ruled"]
