# %% new after add
await task

# %% new after add
import asyncio

async def work():
    await asyncio.sleep(0.01)
    return 5

task = asyncio.create_task(work())
