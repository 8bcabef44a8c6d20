# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Several hosts on one machine, each a network namespace of Linux, joined by a switch in this process.

  with Network(3) as network:
      network.delay = 0.02                     # seconds, each way
      network.rate = 10e6                      # bytes a second, of each host's cable and way
      network.start(1, ["pipe-run", ...])      # a process of host 1; its address is network.addresses[1]
      network.cut(1)                           # everything from and to host 1 is lost
      network.cut_between(1, 2)                # what these two tell each other is lost

Each host has one interface, a TUN device, whose packets the switch reads and hands on: no kernel module is needed that
shapes traffic. Needs to be root; as a program it ends with 0 where hosts can be made.
"""

import ctypes
import fcntl
import heapq
import itertools
import os
import select
import struct
import subprocess
import threading
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
LARGEST_PACKET = 65536
# Bytes that wait at a cable before the switch loses more of them, as switches do.
BUFFER = 1 << 20


def enter(descriptor):
    if ctypes.CDLL(None, use_errno=True).setns(descriptor, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


class Network:
    def __init__(self, hosts):
        self.names = [f"pipe{os.getpid()}-{host}" for host in range(hosts)]
        self.addresses = [f"10.77.0.{host + 1}" for host in range(hosts)]
        self.delay, self.rate = 0.0, None
        self.lost = set()  # Pairs (from, to) whose packets are lost.
        self.devices, self.made = [], []
        self.stopping, self.waker = os.pipe()

    def __enter__(self):
        try:
            own = os.open("/proc/self/ns/net", os.O_RDONLY)
            for name, address in zip(self.names, self.addresses):
                subprocess.run(["ip", "netns", "add", name], check=True)
                self.made.append(name)
                # A device stays in the namespace that it was made in.
                other = os.open(f"/var/run/netns/{name}", os.O_RDONLY)
                enter(other)
                device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
                fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"cable0", IFF_TUN | IFF_NO_PI))
                enter(own)
                os.close(other)
                self.devices.append(device)
                for words in (["addr", "add", f"{address}/24", "dev", "cable0"], ["link", "set", "cable0", "up"],
                              ["link", "set", "lo", "up"]):
                    subprocess.run(["ip", "-n", name, *words], check=True)
            os.close(own)
        except BaseException:
            self.close()
            raise
        self.thread = threading.Thread(target=self.switch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        os.write(self.waker, b"x")
        self.thread.join()
        self.close()

    def close(self):
        for device in self.devices:
            os.close(device)
        for name in self.made:
            subprocess.run(["ip", "netns", "del", name], check=False)

    def wrap(self, host, command):
        return ["ip", "netns", "exec", self.names[host], *command]

    def start(self, host, command, **arguments):
        return subprocess.Popen(self.wrap(host, command), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                **arguments)

    def cut_between(self, one, other):
        self.lost |= {(one, other), (other, one)}

    def cut(self, host):
        for other in range(len(self.names)):
            self.cut_between(host, other)

    def mend(self):
        self.lost = set()

    def cross(self, free, host, target, size, now):
        """When a packet is at its target; None if it is lost. `free` is when each way of a cable is free."""
        at = now
        for cable in ((host, "from"), (target, "to")) if self.rate else ():
            at = max(at, free.get(cable, 0)) + size / self.rate
            if (at - now) * self.rate > BUFFER:
                return None
            free[cable] = at
        return at + self.delay

    def switch(self):
        """Hands packets on, each at its time."""
        hosts = {bytes(map(int, address.split("."))): host for host, address in enumerate(self.addresses)}
        waiting, order = [], itertools.count()
        free = {}
        while True:
            now = time.monotonic()
            while waiting and waiting[0][0] <= now:
                _, _, target, packet = heapq.heappop(waiting)
                try:
                    os.write(self.devices[target], packet)
                except OSError:
                    pass  # Nobody reads there: lost.
            timeout = waiting[0][0] - now if waiting else None
            readable, _, _ = select.select([*self.devices, self.stopping], [], [], timeout)
            if self.stopping in readable:
                return
            now = time.monotonic()
            for host, device in enumerate(self.devices):
                # As many as are there: a switch is faster than its cables.
                while device in readable:
                    try:
                        packet = os.read(device, LARGEST_PACKET)
                    except BlockingIOError:
                        break
                    target = hosts.get(packet[16:20]) if packet[0] >> 4 == 4 else None
                    if target is None or (host, target) in self.lost:
                        continue
                    at = self.cross(free, host, target, len(packet), now)
                    if at is not None:
                        heapq.heappush(waiting, (at, next(order), target, packet))


if __name__ == "__main__":  # Whether there can be hosts here.
    with Network(2):
        pass
