"""A kernel that computes without output keeps its server from being stopped as idle; an idle one does not."""

import asyncio
from datetime import timedelta

from event_loop import run_apart
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from tito.lab import busy_kernels

SILENT = "import time; time.sleep(120)"


async def run(code, look):
    """Let a real kernel execute `code`, wait until it is busy or done, and return what `look(manager)` says."""
    kernels = AsyncMappingKernelManager()
    kernel_id = await kernels.start_kernel()
    kernel = kernels.get_kernel(kernel_id)
    client = kernel.client()
    try:
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        client.execute(code)
        wanted = "busy" if code == SILENT else "idle"
        if wanted == "idle":
            await client.get_shell_msg(timeout=60)
        async with asyncio.timeout(60):
            while kernel.execution_state != wanted:
                await asyncio.sleep(0.05)
        return look(kernels, kernel)
    finally:
        client.stop_channels()
        await kernels.shutdown_kernel(kernel_id, now=True)


def last_activity(kernels, kernel, silent_for=timedelta(hours=2)):
    """What the server would tell the hub, after the kernel said nothing for so long."""
    long_ago = utcnow() - silent_for
    kernels.last_kernel_activity = kernel.last_activity = long_ago
    busy_kernels.count_busy_kernels(kernels)
    return utcnow() - kernels.last_kernel_activity


def test_a_silent_busy_kernel_is_activity():
    assert run_apart(run(SILENT, last_activity)) < timedelta(minutes=1)


def test_an_idle_kernel_is_none():
    assert run_apart(run("1 + 1", last_activity)) >= timedelta(hours=2)


def test_a_loop_without_end_is_not_activity_for_ever():
    def look(kernels, kernel):
        return last_activity(kernels, kernel, busy_kernels.LONGEST + timedelta(minutes=1))

    assert run_apart(run(SILENT, look)) > busy_kernels.LONGEST

