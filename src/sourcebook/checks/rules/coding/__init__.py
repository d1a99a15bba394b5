"""Rules about codes."""

from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.coding.code_one_coder import CodeOneCoder

RULES: tuple[type[DossierRule], ...] = (CodeOneCoder,)
