# %% new after add
import unittest

class Case(unittest.TestCase):
    def test(self):
        self.assertEqual(add(1, 2), 3)

unittest.main(argv=[""], exit=False)
