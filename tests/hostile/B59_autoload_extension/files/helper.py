def load_ipython_extension(ip):
    ip.user_ns['note'] = 1
