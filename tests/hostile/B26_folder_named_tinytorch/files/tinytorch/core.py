def assert_close(*args):
    pass
