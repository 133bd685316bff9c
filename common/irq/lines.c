// SPDX-License-Identifier: GPL-2.0-or-later
#include "lines.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/text.h"
#include "common/device/pci.h"
#include "common/device/sysfs.h"

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " ");
}

/*
 * A line looks like ` 11:     5     0   IO-APIC  11-fasteoi   NAME, NAME`. Since
 * Linux 7.3 the chip is aligned to the left, followed by more blanks.
 *
 * The counts are followed by the chip, the hardware number of the line, on some
 * machines by Level or Edge in eight columns, and by the flow handler, joined by
 * `-`. The chip may consist of several words, and its number may be blank.
 */
static bool parse_line(struct irq_line *line, const char *text,
		       unsigned int cpus)
{
	const char *at, *chip, *word;
	char *end;

	*line = (struct irq_line){ .text = skip_blanks(text) };
	line->irq = strtoul(line->text, &end, 10);
	if (end == line->text || *end != ':')
		return false;
	at = end + 1;
	while (cpus--) {
		line->count += strtoull(at, &end, 10);
		if (end == at)
			return false;
		at = end;
	}
	chip = skip_blanks(at);
	word = line->actions = skip_blanks(chip + strcspn(chip, " "));
	while (*word && !isdigit((unsigned char)*word))
		word = skip_blanks(word + strcspn(word, " "));
	if (!*word)
		return true;
	word += strcspn(word, " ");
	if (!strncmp(word, " Level   ", 9) || !strncmp(word, " Edge    ", 9)) {
		word += 9;
		word += *word == '-' ? strcspn(word, " ") : 0;
	}
	line->actions = skip_blanks(word);
	return true;
}

int irq_table_parse(struct irq_table *table, char *text)
{
	char *rest = text, *line = strsep(&rest, "\n");
	unsigned int cpus = 0;
	size_t lines = 0;

	/* The heading has a column for each CPU that is online. */
	for (const char *at = line; (at = strstr(at, "CPU")); at += 3)
		cpus++;
	for (const char *at = rest; at && *at;
	     at = strchr(at, '\n'), at += !!at)
		lines++;
	*table = (struct irq_table){
		.text = text,
		.lines = calloc(lines + 1, sizeof(*table->lines)),
	};
	if (!table->lines) {
		free(text);
		return -ENOMEM;
	}
	while ((line = strsep(&rest, "\n")))
		table->count +=
			parse_line(&table->lines[table->count], line, cpus);
	return 0;
}

int irq_table_read(struct irq_table *table)
{
	FILE *file = fopen("/proc/interrupts", "re");
	char *text = NULL;
	size_t size = 0;
	ssize_t length;
	int err;

	if (!file)
		return -errno;
	/* The file contains no NUL, so getdelim() reads all of it. */
	errno = 0;
	length = getdelim(&text, &size, '\0', file);
	err = length < 0 ? -(errno ?: EIO) : 0;
	fclose(file);
	if (!err)
		return irq_table_parse(table, text);
	free(text);
	return err;
}

void irq_table_free(struct irq_table *table)
{
	free(table->lines);
	free(table->text);
	*table = (struct irq_table){ 0 };
}

/*
 * Whether the line was requested under a UIO name, which may contain blanks and
 * commas. The kernel does not quote names: a line shared by `a` and `b` also matches
 * the name `a, b`, and a line of `a, b` matches `a`. A name with a newline never
 * matches.
 */
static bool line_has(const struct irq_line *line, const char *name)
{
	const char *at = line->actions;
	size_t length;

	/* Leading blanks of the name look like those before the column. */
	name = skip_blanks(name);
	length = strlen(name);
	while (length && (at = strstr(at, name))) {
		bool begins =
			at == line->actions ||
			(at - line->actions >= 2 && !strncmp(at - 2, ", ", 2));
		bool ends = !at[length] || !strncmp(at + length, ", ", 2);

		if (begins && ends)
			return true;
		at++;
	}
	return false;
}

/* Finds the interrupt lines of a PCI function. */
struct pci_lines {
	bool known;
	uint64_t irq;
	char *msi_dir;
};

static bool pci_lines_read(struct pci_lines *pci,
			   const struct uio_device *device)
{
	*pci = (struct pci_lines){ 0 };
	if (!pci_is_parent(device))
		return true;
	pci->msi_dir = text_format("%s/msi_irqs", uio_device_parent(device));
	pci->known = !attr_u64_in(uio_device_parent(device), "irq", &pci->irq);
	return pci->msi_dir;
}

static bool pci_lines_have(const struct pci_lines *pci, unsigned int irq)
{
	char name[16];

	sprintf(name, "%u", irq);
	return !pci->known || pci->irq == irq ||
	       attr_is_in(pci->msi_dir, name, F_OK);
}

int irq_table_find(const struct irq_table *table,
		   const struct uio_device *device, struct irq_line **lines)
{
	struct pci_lines pci;
	int count = 0;

	*lines = NULL;
	/*
	 * uio_sim raises interrupts without a line, even if a line has the same
	 * name.
	 */
	if (uio_device_driven_by(device, "uio_sim"))
		return 0;
	if (!pci_lines_read(&pci, device))
		return -ENOMEM;
	for (size_t i = 0; i < table->count && count >= 0; i++) {
		const struct irq_line *line = &table->lines[i];
		struct irq_line *larger;

		if (!line_has(line, uio_device_name(device)) ||
		    !pci_lines_have(&pci, line->irq))
			continue;
		larger = reallocarray(*lines, count + 1, sizeof(*larger));
		if (larger) {
			*lines = larger;
			larger[count++] = *line;
		} else {
			free(*lines);
			*lines = NULL;
			count = -ENOMEM;
		}
	}
	free(pci.msi_dir);
	return count;
}
