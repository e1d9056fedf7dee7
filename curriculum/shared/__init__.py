"""Functions that the build copies into notebooks; nothing imports them, see curriculum/source/includes.py."""
