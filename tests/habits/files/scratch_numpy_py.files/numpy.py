print("tried something", undefined_name)
