"""The exchange service: ngshare behind an upload limit, file name checks and a guard for destructive calls.

The handlers and the tables are ngshare's own. This package chooses which of them are offered, and refuses
what would harm a class. It does not speak OAuth and has no pages: its callers are nbgrader's exchange client
and the roster.
"""
