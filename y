uio-state 1
device fpga
version 1.0
region map0
driver uio_test
parent platform:a0000000.fpga
regs fpga.regs
endian little

0x00000004 32 0x07060504 CTRL
