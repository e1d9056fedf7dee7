"""The learner's workspace: where its files lie, what was done in it, and what runs in it.

Progress and interpreter are files of their own here: importing this room is cheap.
"""

from tito.workspace.files import copy_tree, write_atomically
from tito.workspace.places import Workspace, find_workspace, refuse_source_tree, require_workspace

__all__ = ["Workspace", "copy_tree", "find_workspace", "refuse_source_tree", "require_workspace", "write_atomically"]
