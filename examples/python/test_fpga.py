# SPDX-License-Identifier: GPL-2.0-or-later
"""Tests of a device: `pytest test_fpga.py' or `python3 -m unittest test_fpga'."""
import unittest

from uio_shell import Failed, Shell


class TestFpga(unittest.TestCase):
    def setUp(self):
        self.fpga = Shell("fpga")
        self.addCleanup(self.fpga.__exit__)

    def test_mode_is_kept(self):
        self.fpga("CTRL.MODE=run")
        self.assertEqual(self.fpga.read("CTRL.MODE"), 1)
        self.fpga("CTRL.MODE=stop")
        self.assertEqual(self.fpga.read("CTRL.MODE"), 0)

    def test_wrong_name_is_refused(self):
        with self.assertRaises(Failed) as caught:
            self.fpga("CTRL.MODE=fast")
        self.assertEqual(caught.exception.answer["status"], 3)
