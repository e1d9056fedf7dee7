# %% new after add
ip = get_ipython()
seen = [text for text in ip.user_ns["In"] if "wanderer" in text]
rows = list(ip.history_manager.get_tail(100, raw=True)) if ip.history_manager else []
print("cells of mine:", len(seen), "history:", len([row for row in rows if "wanderer" in str(row)]))
wanderer = "left by a submission"
