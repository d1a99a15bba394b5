"""The way of an edition to a published report: checked, its copies cleared, frozen, signed off, published."""
