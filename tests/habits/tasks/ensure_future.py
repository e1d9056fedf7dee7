# %% new after add
await future

# %% new after add
import asyncio

async def one():
    return 1

future = asyncio.ensure_future(one())
