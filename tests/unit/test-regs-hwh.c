// SPDX-License-Identifier: GPL-2.0-or-later
/* Models of Vivado's hand-off files: a whole design, and small files with errors. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/regs/file.h"
#include "common/regs/svd-tree.h"
#include "findings.h"
#include "tap.h"

#define DESIGN "tests/regs/design.hwh"

/* The peripherals of the design, in their order. */
static const struct {
	const char *name;
	const char *base;
	uint64_t size;
} peripherals[] = {
	{ "axi_gpio_0", "0x41200000", 0x10000 },
	{ "axi_gpio_1", "0x41210000", 0x10000 },
	{ "axi_timer_0", "0x42800000", 0x10000 },
	{ "pulse_meter_0_s_axi_ctrl", "0x43C00000", 0x10000 },
	{ "pulse_meter_0_s_axi_data", "0x43C10000", 0x10000 },
	{ "axi_intc_0", "none", 0x1000 },
};

static const struct {
	const char *peripheral;
	const char *path;
	uint64_t offset;
	unsigned int width;
	enum reg_access access;
	bool has_reset;
	uint64_t reset;
	uint64_t reset_mask;
	const char *description;
} registers[] = {
	{ "axi_gpio_0", "GPIO_TRI", 0x4, 32, REG_RW, true, 0xffffffff,
	  0xffffffff, "Directions of channel 1" },
	{ "axi_gpio_1", "IP_ISR", 0x120, 32, REG_RW, true, 0, 0xffffffff,
	  "Interrupts that are pending" },
	{ "axi_timer_0", "TCR0", 0x8, 32, REG_RO, true, 0, 0xffffffff,
	  "The count of timer 0" },
	{ "axi_intc_0", "ISR", 0x0, 32, REG_RW, true, 0, 0x1ff,
	  "Interrupts that are active" },
	{ "axi_intc_0", "IVAR[1]", 0x104, 32, REG_RW, true, 0x10, 0xffffffff,
	  "Address of handler n" },
	{ "pulse_meter_0_s_axi_ctrl", "STATUS", 0x4, 32, REG_RW, true,
	  0x80000000, 0xffffffff, "What happened" },
	{ "pulse_meter_0_s_axi_ctrl", "FIFO", 0x8, 32, REG_RO, false, 0, 0,
	  "Takes out a sample" },
	{ "pulse_meter_0_s_axi_ctrl", "COMMAND", 0xc, 32, REG_WO, true, 0, 0xff,
	  "Codes are in the manual" },
	{ "pulse_meter_0_s_axi_ctrl", "TIME", 0x10, 64, REG_RO, true, 0,
	  0xffffffffffff, "Ticks since the reset" },
	{ "pulse_meter_0_s_axi_data", "Memory_taps[7]", 0x101c, 32, REG_RW,
	  true, 0, 0xffffffff, "Coefficients of the filter" },
};

static const struct {
	const char *peripheral;
	const char *path;
	unsigned int lsb;
	unsigned int width;
	enum reg_access access;
} fields[] = {
	{ "axi_gpio_0", "GPIO_DATA.Channel_1_GPIO_DATA", 0, 32, REG_RW },
	{ "axi_gpio_0", "GIER.Global_Interrupt_Enable", 31, 1, REG_RW },
	{ "axi_gpio_0", "IP_ISR.Channel_1_Interrupt_Status", 0, 1, REG_PULSE },
	{ "axi_timer_0", "TCSR0.T0INT", 8, 1, REG_RW },
	{ "axi_intc_0", "IAR.INT", 0, 9, REG_WO },
	{ "axi_intc_0", "SIE.INT", 0, 9, REG_PULSE },
	{ "pulse_meter_0_s_axi_ctrl", "CTRL.MODE", 4, 2, REG_RW },
	{ "pulse_meter_0_s_axi_ctrl", "CTRL.RESERVED", 6, 26, REG_RO },
	{ "pulse_meter_0_s_axi_ctrl", "STATUS.OVERRUN", 0, 1, REG_W1C },
	{ "pulse_meter_0_s_axi_ctrl", "STATUS.DONE", 1, 1, REG_W1C },
	{ "pulse_meter_0_s_axi_ctrl", "STATUS.LEVEL", 8, 8, REG_RO },
	{ "pulse_meter_0_s_axi_ctrl", "FIFO.SAMPLE", 0, 24, REG_RC },
};

static bool find(const struct regs *regs, const char *path,
		 struct reg_match *match)
{
	size_t column;

	return !regs_resolve(regs, path, strlen(path), match, &column);
}

static struct regs *take(struct svd *svd, const char *peripheral)
{
	struct regs_error error;
	const struct regs_wanted wanted = { .block = peripheral };
	struct regs *regs;

	if (!svd_regs(svd, &wanted, &regs, &error) &&
	    !regs_lay(regs, NULL, &error))
		return regs;
	ok(false, "%s: %s", peripheral, error.reason);
	return NULL;
}

static void test_registers(struct svd *svd)
{
	for (size_t i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
		struct regs *regs = take(svd, registers[i].peripheral);
		struct reg_match match;

		ok(regs && find(regs, registers[i].path, &match) &&
			   match.offset == registers[i].offset &&
			   match.reg->width == registers[i].width &&
			   match.reg->access == registers[i].access &&
			   match.reg->has_reset == registers[i].has_reset &&
			   match.reg->reset == registers[i].reset &&
			   match.reg->reset_mask == registers[i].reset_mask &&
			   match.reg->endian == REG_LITTLE &&
			   !strcmp(match.reg->description,
				   registers[i].description),
		   "register %s", registers[i].path);
		regs_free(regs);
	}
}

static void test_fields(struct svd *svd)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct regs *regs = take(svd, fields[i].peripheral);
		struct reg_match match;

		ok(regs && find(regs, fields[i].path, &match) &&
			   match.field->lsb == fields[i].lsb &&
			   match.field->width == fields[i].width &&
			   match.field->access == fields[i].access,
		   "field %s", fields[i].path);
		regs_free(regs);
	}
}

static void test_peripherals(struct svd *svd)
{
	const size_t count = sizeof(peripherals) / sizeof(peripherals[0]);
	const char *name;

	for (size_t i = 0; i < count; i++) {
		struct regs *regs;

		name = svd_peripheral(svd, i);
		ok(name && !strcmp(name, peripherals[i].name), "%s is a block",
		   peripherals[i].name);
		regs = take(svd, peripherals[i].name);
		ok(regs && regs->size == peripherals[i].size, "size of %s",
		   peripherals[i].name);
		regs_free(regs);
	}
	ok(!svd_peripheral(svd, count),
	   "memory, a processor and disabled registers are not blocks");
}

static void test_left_out(struct svd *svd)
{
	struct regs *regs = take(svd, "axi_intc_0");
	struct reg_match match;

	ok(regs && !find(regs, "ILR", &match), "a disabled register");
	regs_free(regs);
	regs = take(svd, "pulse_meter_0_s_axi_ctrl");
	ok(regs && !find(regs, "STATUS.SPARE", &match), "a disabled field");
	ok(regs && !strcmp(regs->description,
			   "example.org:user:pulse_meter:1.0"),
	   "the kind of IP is the description");
	regs_free(regs);
	regs = take(svd, "axi_gpio_0");
	ok(regs && find(regs, "GPIO_DATA.Channel_1_GPIO_DATA", &match) &&
		   !strcmp(match.field->description,
			   "One bit for each pin. Reads the pin, or what was "
			   "written"),
	   "lines of a description");
	regs_free(regs);
}

static void count_finding(void *context, const struct reg_finding *finding)
{
	printf("# line %u: %s\n", finding->line, finding->text);
	++*(unsigned int *)context;
}

/* Vivado's own names have blanks, which is not worth a finding. */
static void test_findings(struct svd *svd)
{
	for (size_t i = 0; i < sizeof(peripherals) / sizeof(peripherals[0]);
	     i++) {
		struct regs *regs = take(svd, peripherals[i].name);
		unsigned int count = 0;

		if (regs)
			regs_check(regs, count_finding, &count);
		ok(regs && !count, "nothing found in %s", peripherals[i].name);
		regs_free(regs);
	}
}

static const struct svd_node *child(const struct svd_node *node,
				    enum svd_tag tag)
{
	node = node ? node->children : NULL;
	while (node && node->tag != tag)
		node = node->next;
	return node;
}

static const char *base_of(const struct svd_node *root, const char *name)
{
	const struct svd_node *node = child(root, SVD_peripherals);

	for (node = child(node, SVD_peripheral); node; node = node->next)
		if (!strcmp(node->name, name)) {
			const struct svd_node *base =
				child(node, SVD_baseAddress);

			return base ? base->text : NULL;
		}
	return "no such peripheral";
}

static bool has_base(const struct svd_node *root, const char *name,
		     const char *base)
{
	const char *text = base_of(root, name);

	return !text == !base && (!base || !strcmp(text, base));
}

static void test_addresses(const struct regs_text *text)
{
	struct arena *arena = arena_new();
	struct regs_error error;
	struct svd_node *root;

	ok(!svd_tree(text->text, text->length, NULL, arena, &root, &error),
	   "the tree");
	for (size_t i = 0; i < sizeof(peripherals) / sizeof(peripherals[0]);
	     i++)
		ok(has_base(root, peripherals[i].name, peripherals[i].base),
		   "%s is at %s", peripherals[i].name,
		   peripherals[i].base ?: "no address that the CPU sees");
	arena_free(arena);
}

#define MODULES(inside) \
	"<EDKSYSTEM>\n<MODULES>\n" inside "\n</MODULES></EDKSYSTEM>"
#define MODULE(attributes, inside) \
	"<MODULE " attributes ">\n" inside "</MODULE>\n"
#define BLOCK(interface, name, inside)                               \
	"<ADDRESSBLOCK INTERFACE='" interface "' NAME='" name "'>\n" \
	"<REGISTERS>\n" inside "</REGISTERS></ADDRESSBLOCK>"
#define REGISTER(name, inside) \
	"<REGISTER NAME='" name "'>" inside "</REGISTER>\n"
#define PROPERTY(name, value) "<PROPERTY NAME='" name "' VALUE='" value "'/>"
#define AT(offset)	      PROPERTY("ADDRESS_OFFSET", offset)
#define RANGE(instance, interface, block, master, base)            \
	"<MEMRANGE INSTANCE='" instance                            \
	"' SLAVEBUSINTERFACE='" interface "' ADDRESSBLOCK='" block \
	"' MASTERBUSINTERFACE='" master "' BASEVALUE='" base       \
	"' HIGHVALUE='0xffffffff' MEMTYPE='REGISTER'/>"
#define GPIO                      \
	MODULE("INSTANCE='gpio'", \
	       BLOCK("S_AXI", "Reg", REGISTER("DATA", AT("0"))))
#define MAP(inside) "<MEMORYMAP>" inside "</MEMORYMAP>"

/*
 * Address maps of several masters: up to three peripherals with their
 * addresses.
 */
static const struct {
	const char *label;
	const char *text;
	const char *expected[3][2];
} maps[] = {
	{ "two masters at one address are one block",
	  MODULES(GPIO MODULE("INSTANCE='a'", MAP(RANGE("gpio", "S_AXI", "Reg",
							"M1", "0x40000000")))
			  MODULE("INSTANCE='b'",
				 MAP(RANGE("gpio", "s_axi", "reg", "M2",
					   "0x0000000040000000")))),
	  { { "gpio", "0x40000000" } } },
	{ "two at different addresses are two",
	  MODULES(GPIO MODULE(
		  "INSTANCE='a'",
		  MAP(RANGE("gpio", "S_AXI", "Reg", "M1", "0x10000")
			      RANGE("gpio", "S_AXI", "Reg", "M2", "0x20000")))),
	  { { "gpio_M1", "0x10000" }, { "gpio_M2", "0x20000" } } },
	{ "two without an address are one",
	  MODULES(GPIO MODULE("INSTANCE='a'",
			      MAP(RANGE("gpio", "S_AXI", "Reg", "M1", "") RANGE(
				      "gpio", "S_AXI", "Reg", "M2", "")))),
	  { { "gpio", "none" } } },
	{ "a range that belongs to no instance",
	  MODULES(GPIO MODULE(
		  "INSTANCE='a'",
		  MAP("<MEMRANGE BASEVALUE='0x10000' "
		      "MEMTYPE='REGISTER'/>" RANGE("gpio", "S_AXI", "Reg", "M",
						   "0x20000")))),
	  { { "gpio", "0x20000" } } },
	{ "masters of one name are distinguished by a number",
	  MODULES(GPIO MODULE("INSTANCE='a'", MAP(RANGE("gpio", "S_AXI", "Reg",
							"M", "0x10000")))
			  MODULE("INSTANCE='b'",
				 MAP(RANGE("gpio", "S_AXI", "Reg", "M",
					   "0x20000")))),
	  { { "gpio", "0x10000" }, { "gpio_2", "0x20000" } } },
	{ "the processing system decides, wherever it is in the file",
	  MODULES(MODULE("INSTANCE='mb' MODTYPE='microblaze'",
			 MAP(RANGE("gpio", "S_AXI", "Reg", "M", "0x10000")))
			  MODULE("INSTANCE='ps' MODTYPE='zynq_ultra_ps_e'",
				 MAP(RANGE("gpio", "S_AXI", "Reg", "M",
					   "0x20000"))) GPIO),
	  { { "gpio", "0x20000" } } },
	{ "and next the PCIe endpoint",
	  MODULES(MODULE("INSTANCE='mb' MODTYPE='microblaze'",
			 MAP(RANGE("gpio", "S_AXI", "Reg", "M", "0x10000")))
			  MODULE("INSTANCE='x' MODTYPE='xdma'",
				 MAP(RANGE("gpio", "S_AXI", "Reg", "M",
					   "0x20000"))) GPIO),
	  { { "gpio", "0x20000" } } },
	{ "an external master of a partial design",
	  "<EDKSYSTEM><EXTERNALINTERFACES><BUSINTERFACE>" MAP(
		  RANGE("gpio", "S_AXI", "Reg", "S",
			"0x30000")) "</BUSINTERFACE></EXTERNALINTERFACES>" GPIO
				    "</EDKSYSTEM>",
	  { { "gpio", "0x30000" } } },
	{ "blocks of one interface are distinguished by their names",
	  MODULES(MODULE("INSTANCE='ip'",
			 BLOCK("S", "a", REGISTER("A", AT("0")))
				 BLOCK("S", "b", REGISTER("B", AT("0"))))
			  MODULE("INSTANCE='m'",
				 MAP(RANGE("ip", "S", "b", "M", "0x10000") RANGE(
					 "ip", "S", "a", "M", "0x20000")))),
	  { { "ip_b", "0x10000" }, { "ip_a", "0x20000" } } },
	{ "registers without an address block",
	  MODULES(MODULE("INSTANCE='ip'",
			 "<REGISTERS>" REGISTER("A", AT("0")) "</REGISTERS>")),
	  { { "ip", "none" } } },
	{ "an instance without registers",
	  MODULES(MODULE("INSTANCE='ip'", "<DOCUMENTS/>") MODULE(
		  "INSTANCE='m'", MAP(RANGE("ip", "S", "b", "M", "0x10000")))),
	  { { "ip", "0x10000" } } },
	{ "an instance that is not in the file",
	  MODULES(MODULE("INSTANCE='m'",
			 MAP(RANGE("ip", "S", "b", "M", "0x10000")))),
	  { { "ip", "0x10000" } } },
	{ "elements in each other where they cannot be",
	  MODULES(MODULE(
		  "INSTANCE='ip'",
		  MODULE("INSTANCE='in'", "") BLOCK(
			  "S", "a",
			  REGISTER(
				  "A",
				  AT("0") REGISTER("B", AT("4")) "<FIELD><FIELD/>" AT(
					  "8") "</FIELD>"))) "<REGISTER/><FIELD/>" AT("0")),
	  { { "ip", "none" } } },
};

static void test_maps(void)
{
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		struct arena *arena = arena_new();
		struct regs_error error = { 0 };
		struct svd_node *root;
		bool right = !svd_tree(maps[i].text, strlen(maps[i].text), NULL,
				       arena, &root, &error);
		const struct svd_node *node =
			right ? child(child(root, SVD_peripherals),
				      SVD_peripheral)
			      : NULL;

		for (size_t j = 0; j < 3 && maps[i].expected[j][0]; j++) {
			right = right && node &&
				!strcmp(node->name, maps[i].expected[j][0]) &&
				has_base(root, maps[i].expected[j][0],
					 maps[i].expected[j][1]);
			node = node ? node->next : NULL;
		}
		ok(right && !node, "%s %s", maps[i].label, error.reason);
		arena_free(arena);
	}
}

#define DESCRIPTION(text) PROPERTY("DESCRIPTION", text)
#define ONE(inside)	  MODULES(MODULE("INSTANCE='ip'", BLOCK("S", "a", inside)))

/* The text of arrays, and of registers that are not an array. */
static const struct {
	const char *label;
	const char *text;
	const char *expected;
} arrays[] = {
	{ "an array that begins with 3",
	  ONE(REGISTER("A[3]", AT("0x10") DESCRIPTION("Of 3, not 13"))
		      REGISTER("A[4]", AT("0x18") DESCRIPTION("Of 4, not 13"))),
	  "register A[3..4] 0x10 stride 0x8 \"Of n, not 13\"\n" },
	{ "the same description in each",
	  ONE(REGISTER("A[0]", AT("0") DESCRIPTION("0 is off"))
		      REGISTER("A[1]", AT("4") DESCRIPTION("0 is off"))),
	  "register A[2] 0x0 stride 0x4 \"0 is off\"\n" },
	{ "other descriptions",
	  ONE(REGISTER("A[0]", AT("0") DESCRIPTION("Left"))
		      REGISTER("A[1]", AT("4") DESCRIPTION("Right"))),
	  "register A_0_ 0x0 \"Left\"\nregister A_1_ 0x4 \"Right\"\n" },
	{ "other properties",
	  ONE(REGISTER("A[0]", AT("0")) REGISTER(
		  "A[1]", AT("4") PROPERTY("ACCESS", "read-only"))),
	  "register A_0_ 0x0\nregister A_1_ 0x4 ro\n" },
	{ "as many properties, but others",
	  ONE(REGISTER("A[0]", AT("0") PROPERTY("READ_ACTION", "clear"))
		      REGISTER("A[1]", AT("4") PROPERTY("MODIFIED_WRITE_VALUES",
							"clear"))),
	  "register A_0_ 0x0 rc\nregister A_1_ 0x4 rc\n" },
	{ "another value of a property",
	  ONE(REGISTER("A[0]", AT("0") PROPERTY("ACCESS", "read-only"))
		      REGISTER("A[1]",
			       AT("4") PROPERTY("ACCESS", "write-only"))),
	  "register A_0_ 0x0 ro\nregister A_1_ 0x4 wo\n" },
	{ "a gap, then an array",
	  ONE(REGISTER("A[0]", AT("0")) REGISTER("A[2]", AT("8"))
		      REGISTER("A[3]", AT("12")) REGISTER("B", AT("16"))),
	  "register A_0_ 0x0\nregister A[2..3] 0x8 stride 0x4\nregister B 0x10\n" },
	{ "a disabled one among others",
	  ONE(REGISTER("A", AT("0")) REGISTER(
		  "B", AT("4") PROPERTY("IS_ENABLED", "false"))
		      REGISTER("C", AT("8") PROPERTY("IS_ENABLED", "true"))),
	  "register A 0x0\nregister C 0x8\n" },
	{ "a name with %s", ONE(REGISTER("A%s-b", AT("0"))),
	  "register A_s_b 0x0\n" },
};

static void test_arrays(void)
{
	for (size_t i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++) {
		const char *text = arrays[i].text, *body;
		struct regs_error error = { 0 };
		struct regs *regs;
		size_t length;
		char *printed;
		FILE *out = open_memstream(&printed, &length);

		if (!svd_load(text, strlen(text), NULL, &regs, &error) &&
		    !regs_lay(regs, NULL, &error)) {
			regs_print(regs, out);
			regs_free(regs);
		}
		fclose(out);
		body = strstr(printed, "\n\n");
		ok(body && !strcmp(body + 2, arrays[i].expected), "%s %s",
		   arrays[i].label, error.reason);
		free(printed);
	}
}

/* Wrong numbers are reported, and the rest of the file can be used. */
static void test_numbers(void)
{
	static const char text[] = ONE(
		REGISTER("A", AT("4x")) REGISTER("B",
						 AT("4") PROPERTY("SIZE", "?"))
			REGISTER("C", AT("8") PROPERTY("SIZE", "0")) REGISTER(
				"D", AT("12") PROPERTY("RESET_VALUE", "-1")));
	struct regs_error error = { 0 };
	unsigned int count = 0;
	struct reg_match match;
	struct regs *regs;

	if (svd_load(text, sizeof(text) - 1, NULL, &regs, &error) ||
	    regs_lay(regs, NULL, &error)) {
		ok(false, "%s", error.reason);
		return;
	}
	regs_check(regs, count_finding, &count);
	ok(count == 5, "numbers that are wrong");
	ok(!find(regs, "A", &match), "a register without an offset");
	ok(find(regs, "B", &match) && match.reg->width == 32 &&
		   find(regs, "C", &match) && match.reg->width == 32,
	   "registers without a size");
	ok(find(regs, "D", &match) && !match.reg->has_reset,
	   "a register without a reset value");
	regs_free(regs);
}

static const struct {
	const char *text;
	unsigned int line;
	const char *reason;
} wrong[] = {
	{ "<EDKSYSTEM/>", 0, "the file has no peripherals" },
	{ MODULES(MODULE("INSTANCE='a'", BLOCK("S", "a", ""))), 0,
	  "the file has no peripherals" },
	{ "<EDKSYSTEM>\n<MODULE INSTANCE='a'>\n", 3, "XML: no element found" },
	{ "<EDKSYSTEM>\n<MODULE></EDKSYSTEM>", 2, "XML: mismatched tag" },
	{ "<!DOCTYPE d [\n<!ENTITY a 'aa'>]><EDKSYSTEM>&a;</EDKSYSTEM>", 2,
	  "entity declarations are not accepted" },
	{ "<PROJECT>\n<MODULES/></PROJECT>", 1,
	  "<PROJECT> is neither an SVD device nor a Vivado design" },
};

static void test_wrong(void)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct regs_error error = { 0 };
		struct svd *svd;
		int err = svd_parse(wrong[i].text, strlen(wrong[i].text), &svd,
				    &error);

		if (!err)
			svd_close(svd);
		ok(err == -UIO_EREGS && error.line == wrong[i].line &&
			   !strcmp(error.reason, wrong[i].reason),
		   "%u: %s", error.line, error.reason);
	}
}

/* The file may end anywhere. */
static void test_truncated(const struct regs_text *text)
{
	struct regs_error error;
	bool refused = true;
	struct svd *svd;

	for (size_t length = 0; length + 2 < text->length; length += 97)
		if (!svd_parse(text->text, length, &svd, &error)) {
			refused = false;
			svd_close(svd);
		}
	ok(refused, "a truncated file");
}

static void test_many(void)
{
	struct regs_error error = { 0 };
	struct regs_text text = { 0 };
	struct svd *svd;
	FILE *out = open_memstream(&text.text, &text.length);

	fputs("<EDKSYSTEM>\n", out);
	for (int i = 0; i <= 8192; i++)
		fputs("<MEMRANGE INSTANCE='a'/>\n", out);
	fputs("</EDKSYSTEM>\n", out);
	fclose(out);
	ok(svd_parse(text.text, text.length, &svd, &error) == -UIO_EREGS &&
		   error.line == 8194,
	   "%u: %s", error.line, error.reason);
	free(text.text);
}

int main(void)
{
	struct regs_error error;
	struct regs_text text;
	struct svd *svd;

	if (regs_read(DESIGN, &text, &error) ||
	    svd_parse(text.text, text.length, &svd, &error)) {
		ok(false, "%s: %s", DESIGN, error.reason);
		return done();
	}
	test_peripherals(svd);
	test_registers(svd);
	test_fields(svd);
	test_left_out(svd);
	test_findings(svd);
	svd_close(svd);
	test_addresses(&text);
	test_maps();
	test_arrays();
	test_numbers();
	test_wrong();
	test_truncated(&text);
	test_many();
	regs_text_free(&text);
	return done();
}
