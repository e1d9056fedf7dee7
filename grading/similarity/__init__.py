"""Similarity screening of an assignment's answers, for instructors: pairs worth a look, with both texts side by side.

Student code is read as text only. It gives no verdict, changes no grade, and writes nothing a student or TA is shown.
"""
