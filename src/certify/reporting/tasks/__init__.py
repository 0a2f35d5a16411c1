"""The ledger of duties: its reports, and the blank form that is filled in."""
