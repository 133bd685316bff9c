# SPDX-License-Identifier: GPL-2.0-or-later
"""A test of a device on another machine, which labgrid provides:

    PYTHONPATH=../python pytest --lg-env board.yaml test_board.py
"""
from uio_shell import Shell


def test_id(target):
    board = target.get_resource("NetworkService")
    ssh = ["ssh", "-oBatchMode=yes", f"{board.username}@{board.address}"]
    with Shell("fpga", before=ssh) as fpga:
        assert fpga.read("ID") == 0x03020100
