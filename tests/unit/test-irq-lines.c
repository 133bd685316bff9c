// SPDX-License-Identifier: GPL-2.0-or-later
/* Interrupt lines in texts as kernels of several machines print them. */
#include <stdlib.h>
#include <string.h>

#include "common/irq/lines.h"
#include "tap.h"

static const char one_cpu[] =
	"           CPU0       \n"
	"  1:          9   IO-APIC   1-edge      i8042\n"
	"  9:          0   IO-APIC   9-fasteoi   \n"
	" 11:         12   IO-APIC  11-fasteoi   virtio0, "
	"uio_pci_generic\n"
	"NMI:          0   Non-maskable interrupts\n"
	"ERR:          3\n";

static const char two_cpus[] =
	"           CPU0       CPU1       \n"
	" 11:          2         40   GICv2  66 Level     edu, edu\n"
	" 24: 4294967295 4294967295 PCI-MSIX-0000:00:02.0   1-edge      edu\n"
	" 25:          1          0     dummy  44 Edge    -fasteoi   timer\n"
	" 26:          1          1      None         no number\n"
	"1000:          5          6  chip of words   7 Edge      far\n"
	"IPI0:          1          2       Rescheduling interrupts\n";

static const char eight_cpus[] =
	"  CPU0 CPU1 CPU2 CPU3 CPU4 CPU5 CPU6 CPU8\n"
	" 40: 1 2 3 4 5 6 7 8 9030000.pl061   3-edge      my dev\n"
	" 41: 0 0 0 0 0 0 0 0   IO-APIC   4-edge      a, b, my dev 2, c\n"
	" 42: 0 0 0 0 0 0 0 1   IO-APIC   5-edge      fpga-ctrl\n"
	" 43: 0 0 0 0 0 0 0 1   IO-APIC   6-edge      -fpga, 3 eggs\n"
	" 44: 0 0 0   IO-APIC   7-edge      short\n";

/*
 * Linux 7.3 aligns the chip to the left in a column as wide as the longest
 * name, and does not show lines that nobody has requested.
 */
static const char linux_7_3[] =
	"            CPU0       CPU1       \n"
	"   4:          0         99  IO-APIC                  4-edge      ttyS0\n"
	"  10:          3          4  IO-APIC                 10-fasteoi   "
	"uio_pci_generic, my dev\n"
	"  13:          0          1  GIC-0                   33 Level     "
	"uart-pl011\n"
	"  25:          2          5  PCI-MSIX-0000:00:04.0    1-edge      edu\n"
	"  26:          0          0  -                        5 Edge    "
	"-fasteoi   dash\n"
	"  27:          1          1  None                          no number\n"
	" NMI:          0          0  Non-maskable interrupts\n"
	"IPI0:         17         13  Rescheduling interrupts\n"
	" Err:          0\n";

static const struct {
	const char *text;
	const char *name;
	const char *driver;
	int count;
	unsigned int irq; /* number of the first line, and its count */
	uint64_t events;
} cases[] = {
	{ one_cpu, "i8042", NULL, 1, 1, 9 },
	{ one_cpu, "uio_pci_generic", NULL, 1, 11, 12 },
	{ one_cpu, "virtio0", NULL, 1, 11, 12 },
	{ one_cpu, "virtio0, uio_pci_generic", NULL, 1, 11, 12 },
	{ one_cpu, "virtio", NULL, 0 },
	{ one_cpu, "uio_pci", NULL, 0 },
	{ one_cpu, "generic", NULL, 0 },
	{ one_cpu, "11-fasteoi", NULL, 0 },
	{ one_cpu, "Non-maskable interrupts", NULL, 0 },
	{ one_cpu, "", NULL, 0 },
	{ one_cpu, "i8042", "uio_sim", 0 },
	{ one_cpu, "i8042", "uio_pdrv_genirq", 1, 1, 9 },
	{ two_cpus, "edu", NULL, 2, 11, 42 },
	{ two_cpus, "timer", NULL, 1, 25, 1 },
	{ two_cpus, "no number", NULL, 1, 26, 2 },
	{ two_cpus, "far", NULL, 1, 1000, 11 },
	{ two_cpus, "Rescheduling interrupts", NULL, 0 },
	{ eight_cpus, "my dev", NULL, 1, 40, 36 },
	{ eight_cpus, " my dev", NULL, 1, 40, 36 },
	{ eight_cpus, "my dev 2", NULL, 1, 41, 0 },
	{ eight_cpus, "b, my dev 2", NULL, 1, 41, 0 },
	{ eight_cpus, "dev", NULL, 0 },
	{ eight_cpus, "fpga", NULL, 0 },
	{ eight_cpus, "fpga-ctrl", NULL, 1, 42, 1 },
	{ eight_cpus, "-fpga", NULL, 1, 43, 1 },
	{ eight_cpus, "3 eggs", NULL, 1, 43, 1 },
	{ eight_cpus, "short", NULL, 0 },
	{ linux_7_3, "ttyS0", NULL, 1, 4, 99 },
	{ linux_7_3, "uio_pci_generic", NULL, 1, 10, 7 },
	{ linux_7_3, "my dev", NULL, 1, 10, 7 },
	{ linux_7_3, "uart-pl011", NULL, 1, 13, 1 },
	{ linux_7_3, "edu", NULL, 1, 25, 7 },
	{ linux_7_3, "dash", NULL, 1, 26, 0 },
	{ linux_7_3, "no number", NULL, 1, 27, 2 },
	{ linux_7_3, "IO-APIC", NULL, 0 },
	{ linux_7_3, "Non-maskable interrupts", NULL, 0 },
	{ "", "a", NULL, 0 },
	{ "CPU0", "a", NULL, 0 },
};

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct uio_device
			device = { .facts = {
					   .known = UIO_FACT_ALL,
					   .name = (char *)cases[i].name,
					   .driver = (char *)cases[i].driver,
				   } };
		struct irq_line *lines;
		struct irq_table table;
		int count;

		if (irq_table_parse(&table, strdup(cases[i].text)))
			abort();
		count = irq_table_find(&table, &device, &lines);
		ok(count == cases[i].count &&
			   (!count || (lines->irq == cases[i].irq &&
				       lines->count == cases[i].events)),
		   "'%s' has %d lines", cases[i].name, count);
		free(lines);
		irq_table_free(&table);
	}
}

static void test_line(void)
{
	struct irq_table table;

	if (irq_table_parse(&table, strdup(two_cpus)))
		abort();
	ok(table.count == 5, "lines without a number are left out");
	ok(table.lines[1].count == UINT64_C(8589934590), "counts add up");
	ok(!strcmp(table.lines[0].text, "11:          2         40   GICv2  "
					"66 Level     edu, edu"),
	   "the line is as it was");
	ok(!strcmp(table.lines[0].actions, "edu, edu"), "its end are names");
	irq_table_free(&table);
}

/* A text that ends anywhere does no harm. */
static void test_ends(void)
{
	bool odd = false;

	for (size_t length = 0; length < sizeof(two_cpus); length++) {
		struct irq_table table;

		if (irq_table_parse(&table, strndup(two_cpus, length)))
			abort();
		odd |= table.count > 5;
		irq_table_free(&table);
	}
	ok(!odd, "a text may end anywhere");
}

static void test_system(void)
{
	struct irq_table table;

	ok(!irq_table_read(&table), "this machine's can be read");
	irq_table_free(&table);
}

int main(void)
{
	test_cases();
	test_line();
	test_ends();
	test_system();
	return done();
}
