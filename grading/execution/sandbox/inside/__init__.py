"""The program inside a sandbox. Nothing of it is imported on the trusted side: `connection` sends it as text."""
