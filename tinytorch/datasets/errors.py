"""The two ways in which a data set can fail to load. Every message names the file or folder and the fix."""


class DatasetUnavailableError(OSError):
    """The data set is neither in the local folder nor can it be downloaded now."""


class DatasetCorruptError(ValueError):
    """A file is there, but it is incomplete or not what its name says."""

    def __init__(self, file, fault: str):
        super().__init__(f"{file} {fault}. Delete this file: the next load downloads it again, "
                         "or copy a complete one there.")
