# %% new after add
import asyncio

asyncio.get_running_loop().is_running()
