// SPDX-License-Identifier: GPL-2.0-or-later
/* Models of files with derivedFrom, dim and duplicate names. */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/regs/file.h"
#include "findings.h"
#include "tap.h"

#define DEVICE(inside) \
	"<device><peripherals>\n" inside "</peripherals></device>"
#define ITEM(tag, head, name, inside) \
	"<" tag head "><name>" name "</name>" inside "</" tag ">\n"
#define PERIPHERAL(head, name, inside)                          \
	ITEM("peripheral", head, name,                          \
	     "<baseAddress>0</baseAddress><registers>\n" inside \
	     "</registers>")
#define AT(offset) "<addressOffset>" offset "</addressOffset>"
#define CLUSTER(head, name, offset, inside) \
	ITEM("cluster", head, name, AT(offset) inside)
#define REG(head, name, offset, inside) \
	ITEM("register", head, name, AT(offset) inside)
#define FIELDS(inside) "<fields>\n" inside "</fields>"
#define FIELD(head, name, bits, inside) \
	ITEM("field", head, name, "<bitRange>[" bits "]</bitRange>" inside)
#define ENUM(name, value)                                          \
	"<enumeratedValues><name>" name "</name><enumeratedValue>" \
	"<name>" value "</name><value>1</value></enumeratedValue>" \
	"</enumeratedValues>"
#define ENUM_OF(path) "<enumeratedValues derivedFrom='" path "'/>"
#define OF(path)      " derivedFrom='" path "'"
#define ARRAY(dim)    "<dim>" dim "</dim><dimIncrement>4</dimIncrement>"
#define IS(text)      "<description>" text "</description>"

/* One block of a file, or all, with places. */
static int load(const char *text, size_t length, const char *block,
		struct regs **regs, struct regs_error *error)
{
	const struct regs_wanted wanted = { .block = block };

	return svd_load(text, length, &wanted, regs, error)
		       ?: regs_lay(*regs, &wanted, error);
}

/* clang-format off */
static const struct {
	const char *what;
	const char *svd;
	const char *peripheral;
	const char *text;     /* the text after its first lines */
	const char *findings; /* the text without the lines */
} cases[] = {
	{ "an element of an array",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "PIN%s_CFG", "0", ARRAY("3") IS("Pin %s, %s")
			"<size>16</size>" FIELDS(FIELD("", "SEL", "3:0", "")))
		REG(OF("PIN2_CFG"), "LED", "0x20", "")
		REG(OF("PIN3_CFG"), "OUT", "0x24", "")
		REG(OF("LED"), "LAMP", "0x28", ""))),
	  "P",
	  "register PIN{3}_CFG 0x0 stride 0x4 width 16 \"Pin %s, %s\"\n"
	  "	field SEL 3:0\n"
	  "register LED 0x20 width 16 \"Pin 2, 2\"\n"
	  "	field SEL 3:0\n"
	  "register OUT 0x24\n"
	  "register LAMP 0x28 width 16 \"Pin 2, 2\"\n"
	  "	field SEL 3:0\n",
	  "OUT: derived from 'PIN3_CFG', which is not in the file\n" },

	{ "an array that is derived from one element",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "A[%s]", "0", ARRAY("3") "<size>8</size>")
		REG(OF("A[1]"), "B[%s]", "0x10", ARRAY("2"))
		REG(OF("A[%s]"), "C[%s]", "0x20", ""))),
	  "P",
	  "register A[3] 0x0 stride 0x4 width 8\n"
	  "register B[2] 0x10 stride 0x4 width 8\n"
	  "register C[3] 0x20 stride 0x4 width 8\n",
	  "" },

	{ "an element within a path, and an index that is a name",
	  DEVICE(PERIPHERAL("", "P",
		CLUSTER("", "CH%s", "0", ARRAY("2")
			REG("", "CFG_%s", "0", ARRAY("2") "<size>8</size>"
				"<dimIndex>LOW,HIGH</dimIndex>"))
		REG(OF("P.CH1.CFG_HIGH"), "COPY", "0x10", ""))),
	  "P",
	  "group CH{2} 0x0 stride 0x4\n"
	  "	register CFG_{LOW,HIGH} 0x0 stride 0x4 width 8\n"
	  "end\n"
	  "register COPY 0x10 width 8\n",
	  "CH1.CFG_LOW overlaps CH0.CFG_HIGH\n" },

	{ "a register that its peripheral inherits",
	  DEVICE(PERIPHERAL("", "A", REG("", "R", "0", "<size>16</size>"))
		PERIPHERAL(OF("A"), "B", "")
		PERIPHERAL(OF("B"), "C",
			REG(OF("R"), "S", "4", "")
			REG(OF("B.R"), "T", "8", ""))),
	  "C",
	  "register R 0x0 width 16\n"
	  "register S 0x4 width 16\n"
	  "register T 0x8 width 16\n",
	  "" },

	{ "the end of a path to an enumeration",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "A", "0", FIELDS(FIELD("", "F", "0:0", ENUM("E", "on"))))
		REG("", "B", "4", FIELDS(FIELD("", "F", "0:0", ENUM("E", "go"))
			FIELD("", "G", "1:1", ENUM_OF("F.E"))))
		REG("", "C", "8", FIELDS(FIELD("", "H", "0:0", ENUM_OF("F.E"))
			FIELD("", "I", "1:1", ENUM_OF("B.F.E"))
			FIELD("", "J", "2:2", ENUM_OF("X.F.E")))))),
	  "P",
	  "register A 0x0\n	field F 0\n		value on 0x1\n"
	  "register B 0x4\n	field F 0\n		value go 0x1\n"
	  "	field G 1\n		value go 0x1\n"
	  "register C 0x8\n	field H 0\n		value on 0x1\n"
	  "	field I 1\n		value go 0x1\n	field J 2\n",
	  "J: derived from 'X.F.E', which is not in the file\n" },

	{ "a field by its register, which is in a cluster",
	  DEVICE(PERIPHERAL("", "P",
		CLUSTER("", "CH", "0",
			REG("", "A", "0", FIELDS(FIELD("", "F", "3:2", IS("Both")))))
		REG("", "B", "4", FIELDS(
			"<field derivedFrom='A.F'><name>G</name></field>"
			"<field derivedFrom='F'><name>H</name></field>")))),
	  "P",
	  "group CH 0x0\n	register A 0x0\n"
	  "		field F 3:2 \"Both\"\nend\n"
	  "register B 0x4\n	field G 3:2 \"Both\"\n",
	  "H: derived from 'F', which is not in the file\n"
	  "H: skipped because it has no bits\n" },

	{ "circles are cut, and the file is used",
	  DEVICE(PERIPHERAL(OF("Q"), "P",
			REG(OF("B"), "A", "0", "<size>8</size>")
			REG(OF("A"), "B", "4", "")
			REG(OF("C"), "C", "8", ""))
		PERIPHERAL(OF("P"), "Q", REG("", "D", "12", ""))),
	  "P",
	  "register D 0xc\nregister A 0x0 width 8\nregister B 0x4\n"
	  "register C 0x8\n",
	  "B: derived from 'A', in a circle\n"
	  "C: derived from 'C', which is not in the file\n" },

	{ "a cluster that is derived from the one it is in",
	  DEVICE(PERIPHERAL("", "P", CLUSTER("", "C", "0", REG("", "A", "0", "")
		CLUSTER(OF("C"), "D", "8", "")))),
	  "P",
	  "group C 0x0\n	register A 0x0\n	group D 0x8\n	end\nend\n",
	  "D: derived from 'C', in a circle\n" },

	{ "a path that ends within the name of another, and one of too many parts",
	  DEVICE(PERIPHERAL("", "P",
		CLUSTER("", "C", "0", REG("", "R", "0", ""))
		REG(OF("X.R"), "A", "4", "")
		REG(OF("X.P.C.R"), "B", "8", "")
		REG(OF("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"), "D",
			"12", ""))),
	  "P",
	  "group C 0x0\n	register R 0x0\nend\n"
	  "register A 0x4\nregister B 0x8\nregister D 0xc\n",
	  "A: derived from 'X.R', which is not in the file\n"
	  "B: derived from 'X.P.C.R', which is not in the file\n"
	  "D: derived from 'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a', "
	  "which is not in the file\n" },

	{ "a path that begins with more than the path of a field",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "R", "0", FIELDS(FIELD("", "F", "0:0", "")))
		REG("", "S", "4", FIELDS(
			"<field derivedFrom='P.R.F'><name>G</name></field>"
			"<field derivedFrom='X.P.R.F'><name>H</name></field>")))),
	  "P",
	  "register R 0x0\n	field F 0\n"
	  "register S 0x4\n	field G 0\n",
	  "H: derived from 'X.P.R.F', which is not in the file\n"
	  "H: skipped because it has no bits\n" },

	{ "registers of alternate clusters",
	  DEVICE(PERIPHERAL("", "P",
		CLUSTER("", "C", "0", "<alternateCluster>D</alternateCluster>"
			REG("", "S", "0", ""))
		CLUSTER("", "D", "0", REG("", "S", "0", "")))),
	  "P",
	  "group C 0x0 alternate\n	register S 0x0\nend\n"
	  "group D 0x0\n	register S 0x0\nend\n",
	  "" },

	{ "a dim of none and one of too many",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "A%s", "0", ARRAY("0"))
		REG("", "B", "0x10", "")
		REG("", "C%s", "0", ARRAY("1G")))),
	  "P",
	  "register B 0x10\n",
	  "A%s: skipped because dim is 0: an array has 1 to 262144 elements\n"
	  "C%s: skipped because dim is 1073741824: an array has 1 to 262144 "
	  "elements\n" },

	{ "faults in arrays",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "A%s", "0", "<dimIncrement>4</dimIncrement>")
		REG("", "B%s", "0x10", "<dim>2</dim>")
		REG("", "C[%s]", "0x20", ARRAY("2") "<dimIndex>0-4</dimIndex>")
		REG("", "D[%s]", "0x30", ARRAY("2") "<dimIndex>x</dimIndex>")
		REG("", "E", "0x40", ARRAY("2"))
		REG("", "9", "0x50", "")
		REG("", "%sF", "0x60", ARRAY("2") "<dimIndex>A-B</dimIndex>")
		REG("", "%sG", "0x70", ARRAY("2"))
		REG("", "", "0x80", ""))),
	  "P",
	  "register A{1} 0x0 stride 0x4\n"
	  "register C[2] 0x20 stride 0x4\n"
	  "register D[2] 0x30 stride 0x4\n"
	  "register E[2] 0x40 stride 0x4\n"
	  "register _9 0x50\n"
	  "register {A,B}F 0x60 stride 0x4\n"
	  "register _{2}G 0x70 stride 0x4\n",
	  "A%s: missing dim\n"
	  "B%s: skipped because it has no dimIncrement\n"
	  "C[%s]: dimIndex '0-4' has more elements than dim\n"
	  "D[%s]: dimIndex 'x' is not a list or range of 2 elements\n"
	  "E: the name of an array has no %s\n"
	  "the name '9' is changed to '_9'\n"
	  "the name '%sG' is changed to '_%sG'\n"
	  "skipped because it has no name\n" },

	{ "faults in the bits and the values of fields",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "R", "0", FIELDS(
			FIELD("", "A", "0-1", "")
			ITEM("field", "", "B", "<bitOffset>2</bitOffset>"
				"<bitWidth>0</bitWidth>")
			ITEM("field", "", "C", "")
			FIELD("", "D", "1:0", "<enumeratedValues>"
				ITEM("enumeratedValue", "", "none", "")
				ITEM("enumeratedValue", "", "many", "<value>#"
					"00000000000000000000000000000000"
					"000000000000000000000000000000000"
					"</value>")
				ITEM("enumeratedValue", "", "", "<value>2</value>")
				"</enumeratedValues>"))))),
	  "P",
	  "register R 0x0\n"
	  "	field D 1:0\n"
	  "		value many 0x0\n"
	  "		value 2 0x2\n",
	  "A: skipped because it has no bits\n"
	  "B: skipped because it has no bits\n"
	  "C: skipped because it has no bits\n"
	  "skipped because it has no value\n" },

	{ "fields with their index in their descriptions",
	  DEVICE(PERIPHERAL("", "P",
		REG("", "R", "0", IS("%s of none") FIELDS(
			FIELD("", "F%s", "0:0", IS("The %s of F%s") ARRAY("2")))))),
	  "P",
	  "register R 0x0 \"%s of none\"\n"
	  "	field F0 0 \"The 0 of F0\"\n"
	  "	field F1 4 \"The 1 of F1\"\n",
	  "" },

	{ "the second with a name, which also has another one",
	  DEVICE(PERIPHERAL("", "P", "")
		"<peripheral><name>P</name><baseAddress>0</baseAddress><registers>"
		REG("", "A", "0", "") "</registers><name>Q</name></peripheral>"),
	  "P_2",
	  "register A 0x0\n",
	  "" },

	{ "the third with a name, if there is one with a number",
	  DEVICE(PERIPHERAL("", "P", REG("", "A", "0", ""))
		PERIPHERAL("", "P_2", "")
		PERIPHERAL("", "P", REG("", "B", "0", ""))
		PERIPHERAL("", "P", REG("", "C", "0", ""))),
	  "P_4",
	  "register C 0x0\n",
	  "" },
};
/* clang-format on */

static void add_finding(void *context, const struct reg_finding *finding)
{
	fprintf(context, "%s\n", finding->text);
}

/* The registers as text, followed by the findings. */
static char *describe(struct regs *regs)
{
	size_t length;
	char *text, *body;
	FILE *out = open_memstream(&text, &length);

	regs_print(regs, out);
	fprintf(out, "--\n");
	regs_check(regs, add_finding, out);
	fclose(out);
	regs_free(regs);
	body = strstr(text, "\n\n");
	body = strdup(body ? body + 2 : text);
	free(text);
	return body;
}

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *svd = cases[i].svd;
		struct regs_error error = { 0 };
		struct regs *regs;
		char *text, *expected;

		if (load(svd, strlen(svd), cases[i].peripheral, &regs,
			 &error)) {
			ok(false, "%s: %s", cases[i].what, error.reason);
			continue;
		}
		text = describe(regs);
		if (asprintf(&expected, "%s--\n%s", cases[i].text,
			     cases[i].findings) < 0)
			abort();
		ok(!strcmp(text, expected), "%s", cases[i].what);
		if (strcmp(text, expected))
			printf("%s", text);
		free(expected);
		free(text);
	}
}

/*
 * Each element's description has its own index; the model keeps the description
 * of the file.
 */
static void test_places(void)
{
	static const char svd[] = DEVICE(PERIPHERAL(
		"", "P",
		REG("", "A[%s]", "0",
		    ARRAY("2") "<dimIndex>5-6</dimIndex>" IS("Number %s"))
			REG("", "B", "0x10", IS("100%s"))));
	struct regs_error error = { 0 };
	struct regs *regs;

	if (load(svd, strlen(svd), NULL, &regs, &error)) {
		ok(false, "%s", error.reason);
		return;
	}
	ok(!strcmp(regs->places[0].description, "Number 5") &&
		   !strcmp(regs->places[1].description, "Number 6") &&
		   !strcmp(regs->places[0].reg->description, "Number %s") &&
		   !strcmp(regs->places[2].description, "100%s"),
	   "elements have their index in the description");
	regs_free(regs);
}

/* Each register is derived from the one after it. */
static void test_chain(void)
{
	struct regs_error error = { 0 };
	struct regs *regs = NULL;
	size_t length;
	char *svd, *text;
	FILE *out = open_memstream(&svd, &length);

	fputs("<device><peripherals><peripheral><name>P</name><registers>",
	      out);
	for (int i = 0; i < 70; i++)
		fprintf(out,
			"<register derivedFrom='R%d'><name>R%d</name>"
			"<addressOffset>%d</addressOffset></register>",
			i + 1, i, i * 4);
	fputs("<register><name>R70</name><addressOffset>280</addressOffset>"
	      "</register></registers></peripheral></peripherals></device>",
	      out);
	fclose(out);
	if (load(svd, length, NULL, &regs, &error)) {
		ok(false, "%s", error.reason);
	} else {
		text = describe(regs);
		ok(strstr(text, "derived from 'R1', in too long a chain") &&
			   !strstr(text, "derived from 'R69'"),
		   "a chain is not too long");
		free(text);
	}
	free(svd);
}

/*
 * A path may begin with a name that many clusters share, of which only the last
 * has the register.
 */
static bool finds_last(unsigned int clusters)
{
	struct regs_error error = { 0 };
	struct reg_match match;
	struct regs *regs;
	size_t length, column;
	bool found;
	char *svd;
	FILE *out = open_memstream(&svd, &length);

	fputs("<device><peripherals><peripheral><name>P</name><registers>"
	      "<register derivedFrom='C.R'><name>A</name>" AT(
		      "0") "</register>",
	      out);
	for (unsigned int i = 1; i < clusters; i++)
		fputs(CLUSTER("", "C", "4", ""), out);
	fputs(CLUSTER("", "C", "4",
		      REG("", "R", "0",
			  "<size>8</size>")) "</registers></peripheral></peripherals></device>",
	      out);
	fclose(out);
	if (load(svd, length, NULL, &regs, &error)) {
		ok(false, "%s", error.reason);
		free(svd);
		return false;
	}
	found = !regs_resolve(regs, "A", 1, &match, &column) &&
		match.reg->width == 8;
	regs_free(regs);
	free(svd);
	return found;
}

/* Findings about names of peripherals belong to the file. */
static void test_file(void)
{
	static const char svd[] = DEVICE(PERIPHERAL("", "P", "") PERIPHERAL(
		"", "P", "") "<peripheral><name>Q%s</name><dim>0</dim>"
			     "</peripheral>");
	const struct reg_finding *finding;
	struct regs_error error;
	struct svd *read;

	ok(!svd_parse(svd, strlen(svd), &read, &error), "two with one name");
	finding = svd_findings(read);
	ok(finding && finding->error &&
		   !strncmp(finding->text, "Q%s: skipped because dim is 0", 29),
	   "a peripheral that is left out");
	finding = finding ? finding->next : NULL;
	ok(finding && !finding->error && !finding->next &&
		   !strcmp(finding->text,
			   "duplicate P: this one is renamed to P_2"),
	   "a peripheral with a name of its own");
	ok(!strcmp(svd_peripheral(read, 1), "P_2") && !svd_peripheral(read, 2),
	   "their list");
	svd_close(read);
}

/*
 * If the whole file were searched for each of them, this would take minutes.
 * Every second one names an element that exists, in another field.
 */
static void test_many(void)
{
	const unsigned int count = 20000;
	unsigned int lost = 0;
	struct regs_error error;
	struct regs *regs;
	size_t length;
	char *text;
	FILE *out = open_memstream(&text, &length);

	fprintf(out, "<device><peripherals><peripheral><name>P</name>"
		     "<baseAddress>0</baseAddress>"
		     "<registers>");
	for (unsigned int i = 0; i < count; i++)
		fprintf(out,
			"<register><name>R%u</name><addressOffset>%u"
			"</addressOffset><fields><field><name>F</name>"
			"<bitRange>[3:0]</bitRange>"
			"<enumeratedValues derivedFrom='%s%u'><name>E%u</name>"
			"</enumeratedValues></field></fields></register>",
			i, i * 4, i % 2 ? "E" : "NONE.E", i - i % 2, i);
	fprintf(out, "</registers></peripheral></peripherals></device>");
	fclose(out);
	if (load(text, length, "P", &regs, &error)) {
		ok(false, "%s", error.reason);
		return;
	}
	for (const struct reg_finding *f = regs->findings; f; f = f->next)
		lost++;
	ok(lost == count / 2, "%u of %u enumerations cannot be derived", lost,
	   count);
	regs_free(regs);
	free(text);
}

int main(void)
{
	test_cases();
	test_places();
	test_chain();
	ok(finds_last(1000), "a search looks at a thousand elements");
	ok(!finds_last(1100), "a search ends before it takes too long");
	test_file();
	test_many();
	return done();
}
