"""Word, both ways: an edition is sent, what comes back is looked at change by change, taken or left."""
