# %% new after add
import asyncio

await asyncio.sleep(0)
"slept"
