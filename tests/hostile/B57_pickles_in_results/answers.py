# %% new after add
import base64, pickle

class Act:
    def __reduce__(self):
        import os
        return os.system, ("touch ../outside/acted outside/acted /tmp/acted",)

data = base64.b64encode(pickle.dumps(Act())).decode()
publish = get_ipython().display_pub.publish
publish({"application/x-python-pickle": data, "application/javascript": "steal()", "text/html": "<script>steal()</script>"})
publish({"image/svg+xml": "<svg onload='steal()'/>", "text/plain": "seen"})
