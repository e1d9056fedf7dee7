# %% new after add
await made

# %% new after add
made = start()

# %% new after add
import asyncio

async def one():
    return 1

def start():
    return asyncio.create_task(one())
