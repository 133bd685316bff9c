// SPDX-License-Identifier: GPL-2.0-or-later
#include "build.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "common/base/error.h"

struct regs *regs_new(struct arena *arena)
{
	struct regs *regs = arena ? arena_take(arena, sizeof(*regs)) : NULL;

	if (!regs) {
		arena_free(arena);
		return NULL;
	}
	regs->arena = arena;
	regs->width = 32;
	return regs;
}

void regs_free(struct regs *regs)
{
	if (regs)
		arena_free(regs->arena);
}

int regs_wrong(struct regs_error *error, unsigned int line, unsigned int column,
	       const char *fmt, ...)
{
	va_list args;

	error->line = line;
	error->column = column;
	va_start(args, fmt);
	vsnprintf(error->reason, sizeof(error->reason), fmt, args);
	va_end(args);
	return -UIO_EREGS;
}

int regs_failed(struct regs_error *error, int err)
{
	if (err == -UIO_EREGS || err == -UIO_ENOBLOCK || err == -UIO_ENOLIB)
		return err;
	regs_wrong(error, 0, 0, "%s", uio_strerror(err));
	return err;
}

void regs_note(struct regs *regs, unsigned int line, bool error,
	       const char *fmt, ...)
{
	struct reg_finding *finding = arena_take(regs->arena, sizeof(*finding));
	va_list args;

	regs->findings_lost |= !finding;
	if (!finding)
		return;
	va_start(args, fmt);
	finding->text = arena_vprint(regs->arena, fmt, args);
	va_end(args);
	regs->findings_lost |= !finding->text;
	if (!finding->text)
		return;
	finding->line = line;
	finding->error = error;
	finding->next = regs->findings;
	regs->findings = finding;
}

int regs_add_field_array(struct regs *regs, struct regs_error *error,
			 struct reg_field ***tail,
			 const struct reg_field *field, const struct reg *array)
{
	uint64_t lsb = field->lsb;

	for (uint64_t i = 0; i < array->count; i++) {
		struct reg_field *copy;
		char name[REGS_MAX_NAME], number[24];

		if (lsb > REGS_MAX_WIDTH - field->width)
			return regs_wrong(error, field->line, 0,
					  "%.100s: fields beyond bit %d",
					  array->name, REGS_MAX_WIDTH - 1);
		copy = arena_take(regs->arena, sizeof(*copy));
		if (!copy)
			return -ENOMEM;
		*copy = *field;
		reg_element_name(array, i, name, sizeof(name));
		copy->name = arena_text(regs->arena, name, strlen(name));
		copy->description = reg_put_index(regs->arena,
						  field->description,
						  reg_index(array, i, number));
		if (!copy->name || (field->description && !copy->description))
			return -ENOMEM;
		copy->lsb = lsb;
		**tail = copy;
		*tail = &copy->next;
		if (__builtin_add_overflow(lsb, array->stride, &lsb))
			lsb = UINT64_MAX;
	}
	return 0;
}
