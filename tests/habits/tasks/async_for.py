# %% new after add
async def numbers():
    for n in range(3):
        yield n

async for n in numbers():
    print(n)
