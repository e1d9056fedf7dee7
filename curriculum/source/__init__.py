"""The format of a module's source: percent-format cells with markers, regions, exports and shared parts. Builds nothing."""
