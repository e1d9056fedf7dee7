# %% new after add
import asyncio

queue = asyncio.Queue()
await asyncio.gather(queue.put(1), queue.put(2))
queue.qsize()
