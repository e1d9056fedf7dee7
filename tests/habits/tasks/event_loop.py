# %% new after add
import asyncio

loop = asyncio.get_event_loop()
future = loop.create_future()
loop.call_soon(future.set_result, 3)
await future
