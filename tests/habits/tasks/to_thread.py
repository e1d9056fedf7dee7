# %% new after add
import asyncio

await asyncio.to_thread(add, 1, 2)
