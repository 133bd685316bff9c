// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Numbers, bits, named values and indexes of an SVD file: each form of them, and
 * texts that are close to one.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/text.h"
#include "common/regs/file.h"
#include "common/regs/svd.h"
#include "tap.h"

#define BEFORE "<device><peripherals><peripheral><name>P</name><registers>"
#define AFTER  "</registers></peripheral></peripherals></device>"

/* The highest number without its last digit, which is 5. */
#define MAX "1844674407370955161"

/*
 * A kind of text, the file around it, and the beginning of the line that it makes
 * in the other format.
 */
struct kind {
	const char *name;
	const char *before, *after;
	const char *beginning;
	struct {
		const char *text;
		const char *rest; /* of the line; NULL if there is none */
	} cases[24];
};

static const struct kind kinds[] = {
	{ "offset",
	  BEFORE "<register><name>R</name><addressOffset>",
	  "</addressOffset></register>" AFTER,
	  "register R ",
	  {
		  { "12", "0xc" },
		  { "+12", "0xc" },
		  { "0x1C", "0x1c" },
		  { "0X1c", "0x1c" },
		  { "#1100", "0xc" },
		  { "1k", "0x400" },
		  { "1M", "0x100000" },
		  { "0x1g", "0x40000000" },
		  { "1T", "0x10000000000" },
		  { "", NULL },
		  { "x", NULL },
		  { "0x", NULL },
		  { "0x0x1", NULL },
		  { "0xX1", NULL },
		  { "#2", NULL },
		  { "#", NULL },
		  { "-4", NULL },
		  { "4q", NULL },
		  { "4kk", NULL },
		  { "99999999999999999999", NULL },
		  { "0xffffffffffffffffk", NULL },
	  } },
	{ "bits",
	  BEFORE "<register><name>R</name><addressOffset>0</addressOffset>"
		 "<fields><field><name>F</name>",
	  "</field></fields></register>" AFTER,
	  "\tfield F ",
	  {
		  { "<bitRange>[7:4]</bitRange>", "7:4" },
		  { "<bitRange>[4:7]</bitRange>", NULL },
		  { "<bitRange>[7:4</bitRange>", NULL },
		  { "<bitRange>[7:4]x</bitRange>", NULL },
		  { "<bitRange>[7]</bitRange>", NULL },
		  { "<bitRange>[9999:0]</bitRange>", NULL },
		  { "<bitRange/>", NULL },
		  { "<lsb>4</lsb><msb>7</msb>", "7:4" },
		  { "<lsb>4</lsb>", NULL },
		  { "<lsb>x</lsb><msb>7</msb>", NULL },
		  { "<lsb>4</lsb><msb>x</msb>", NULL },
		  { "<bitOffset>4</bitOffset><bitWidth>4</bitWidth>", "7:4" },
		  { "<bitOffset>4</bitOffset>", "4" },
		  { "<bitOffset>x</bitOffset>", NULL },
		  { "<bitOffset>4</bitOffset><bitWidth>0</bitWidth>", NULL },
		  { "<bitOffset>9990</bitOffset><bitWidth>5</bitWidth>", NULL },
		  { "<bitOffset>0xffffffffffffffff</bitOffset>"
		    "<bitWidth>2</bitWidth>",
		    NULL },
		  { "", NULL },
	  } },
	{ "derived bits",
	  BEFORE "<register><name>R</name><addressOffset>0</addressOffset>"
		 "<fields><field><name>A</name><bitOffset>4</bitOffset>"
		 "<bitWidth>4</bitWidth></field>"
		 "<field><name>B</name><bitRange>[9:8]</bitRange></field>"
		 "<field><name>C</name><lsb>16</lsb><msb>19</msb></field>"
		 "<field derivedFrom=\"",
	  "<name>F</name></field></fields></register>" AFTER,
	  "\tfield F ",
	  {
		  { "A\">", "7:4" },
		  { "A\"><bitWidth>2</bitWidth>", "5:4" },
		  { "A\"><bitOffset>8</bitOffset>", "11:8" },
		  { "A\"><bitWidth>0</bitWidth>", NULL },
		  { "A\"><lsb>5</lsb>", "7:5" },
		  { "A\"><bitRange>[1:0]</bitRange>", "1:0" },
		  { "B\"><bitOffset>12</bitOffset>", "13:12" },
		  { "B\"><msb>12</msb>", "12:8" },
		  { "C\"><msb>17</msb>", "17:16" },
		  { "C\"><lsb>20</lsb>", NULL },
		  { "C\"><lsb>x</lsb>", NULL },
	  } },
	{ "value",
	  BEFORE "<register><name>R</name><addressOffset>0</addressOffset>"
		 "<fields><field><name>F</name><bitRange>[3:0]</bitRange>"
		 "<enumeratedValues><enumeratedValue>",
	  "</enumeratedValue></enumeratedValues></field></fields></register>" AFTER,
	  "\t\tvalue ",
	  {
		  { "<name>on</name><value>1</value>", "on 0x1" },
		  { "<value>1</value>", "1 0x1" },
		  { "<name/><value>1</value>", "1 0x1" },
		  { "<name>on</name><value>#1x01</value>", "on 0x9:0xb" },
		  { "<name>on</name><value>0B01</value>", "on 0x1" },
		  { "<name>on</name><value>0b0X1</value>", "on 0x1:0xd" },
		  { "<name>on</name><value>#</value>", NULL },
		  { "<name>on</name><value>#12</value>", NULL },
		  { "<name>on</name><value>0b</value>", NULL },
		  { "<name>on</name><isDefault>true</isDefault>", "on default" },
		  { "<name>on</name><isDefault>1</isDefault>", "on default" },
		  { "<isDefault>true</isDefault>", "default default" },
		  { "<name>on</name><isDefault>false</isDefault>", NULL },
		  { "<name>on</name>", NULL },
	  } },
	{ "indexes",
	  BEFORE "<register><name>R%s</name><dim>3</dim>"
		 "<dimIncrement>4</dimIncrement><dimIndex>",
	  "</dimIndex><addressOffset>0</addressOffset></register>" AFTER,
	  "register ",
	  {
		  { "0-2", "R{3} 0x0 stride 0x4" },
		  { "4-6", "R{4..6} 0x0 stride 0x4" },
		  { "A-C", "R{A,B,C} 0x0 stride 0x4" },
		  { "X-Z", "R{X,Y,Z} 0x0 stride 0x4" },
		  { "a-c", "R{3} 0x0 stride 0x4" },
		  { "A-c", "R{3} 0x0 stride 0x4" },
		  { "C-A", "R{3} 0x0 stride 0x4" },
		  { "2-0", "R{3} 0x0 stride 0x4" },
		  { "0-x", "R{3} 0x0 stride 0x4" },
		  { "0-2x", "R{3} 0x0 stride 0x4" },
		  { "0", "R{3} 0x0 stride 0x4" },
		  { "A-CX", "R{3} 0x0 stride 0x4" },
		  { "0-18446744073709551615", "R{3} 0x0 stride 0x4" },
		  { "A,B,C", "R{A,B,C} 0x0 stride 0x4" },
		  { "4,5,6", "R{4..6} 0x0 stride 0x4" },
		  { MAX "3," MAX "4," MAX "5",
		    "R{" MAX "3," MAX "4," MAX "5} 0x0 stride 0x4" },
		  { " A, B ,C ", "R{A,B,C} 0x0 stride 0x4" },
		  { "A,B", "R{3} 0x0 stride 0x4" },
		  { "A,B,C,D", "R{A,B,C} 0x0 stride 0x4" },
		  { "A,,C", "R{3} 0x0 stride 0x4" },
		  { "", "R{3} 0x0 stride 0x4" },
	  } },
};

/* Returns what follows the beginning in a line of the text, or NULL. */
static char *rest_of_line(const char *text, const char *beginning)
{
	const char *line = strstr(text, beginning);

	if (!line)
		return NULL;
	line += strlen(beginning);
	return strndup(line, strcspn(line, "\n"));
}

/* Reads a file, and prints it in the other format; an error as its reason. */
static char *convert(const char *file)
{
	struct regs_error error = { 0 };
	char *text = NULL;
	struct regs *regs;
	size_t length;
	FILE *out;

	if (svd_load(file, strlen(file), NULL, &regs, &error) ||
	    regs_lay(regs, NULL, &error))
		return strdup(error.reason);
	out = open_memstream(&text, &length);
	regs_print(regs, out);
	fclose(out);
	regs_free(regs);
	return text;
}

static void test_case(const struct kind *kind, const char *text,
		      const char *wanted)
{
	char *file = text_format("%s%s%s", kind->before, text, kind->after);
	char *printed = convert(file);
	char *rest = rest_of_line(printed, kind->beginning);

	ok(wanted ? rest && !strcmp(rest, wanted) : !rest, "%s '%s': %s",
	   kind->name, text, rest ?: "none");
	free(file);
	free(printed);
	free(rest);
}

int main(void)
{
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (size_t i = 0; kinds[k].cases[i].text; i++)
			test_case(&kinds[k], kinds[k].cases[i].text,
				  kinds[k].cases[i].rest);
	return done();
}
