"""Trusted work on text that students wrote, within a time, a memory and a size that one submission may cost."""
