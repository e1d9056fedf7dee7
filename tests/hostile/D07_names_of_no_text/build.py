from hostile_case import page


def upload(notebook):
    odd = [{"path": None, "content": ""}, {"path": 7, "content": ""}, {"path": ["a"], "content": ""}, {"content": ""}, 5, None]
    return [*odd, page(notebook), {"path": "a", "content": None}, {"path": "b", "content": "%%%"}, {"path": "c", "content": [1]}]
