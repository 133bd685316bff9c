// SPDX-License-Identifier: GPL-2.0-or-later
/* A dry run: prints the accesses of a command without making them. */
#include <errno.h>
#include <inttypes.h>

#include "cmd/show/json.h"
#include "cmd/show/print.h"
#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "registers.h"

/* If some bits of the value are unknown, the mask shows those that are known. */
static void print_access(const struct target *target, const char *what,
			 uint64_t offset, unsigned int width,
			 const uint64_t *value, uint64_t known)
{
	FILE *out = target->out->file;

	fprintf(out, "%s ", what);
	print_device(out, target_elsewhere(target));
	fprintf(out, "0x%08" PRIx64 " %u", offset, width);
	if (value)
		fprintf(out, " 0x%0*" PRIx64, (int)width / 4, *value);
	if (value && known != reg_mask(width))
		fprintf(out, ":0x%0*" PRIx64, (int)width / 4, known);
	fputc('\n', out);
}

static void json_access(const struct target *target, const char *what,
			uint64_t offset, unsigned int width,
			const uint64_t *value, uint64_t known)
{
	struct json *object = json_region(target->device, target->region);

	if (!object)
		return;
	json_note(object, "access", what);
	json_number(object, "offset", offset);
	json_number(object, "width", width);
	if (value)
		json_value(object, *value, width);
	if (value && known != reg_mask(width))
		json_hex(object, "mask", known, width);
	json_end(object, target->out);
}

static int show(const struct target *target, const char *what, uint64_t offset,
		unsigned int width, const uint64_t *value, uint64_t known)
{
	int err;

	if (stop_requested())
		return fail_error(-EINTR, target->selector);
	(target->json ? json_access : print_access)(target, what, offset, width,
						    value, known);
	err = output_error(target->out);
	return err ? fail(err, NULL, "standard output: %s", uio_strerror(err))
		   : 0;
}

static int show_write(const struct target *target, uint64_t offset,
		      unsigned int width, uint64_t value, uint64_t unknown)
{
	return show(target, "write", offset, width, &value,
		    ~unknown & reg_mask(width));
}

static int ready(struct target *target, uint64_t bytes, bool writable)
{
	(void)target, (void)bytes, (void)writable;
	return 0;
}

static int pass(const struct target *target, uint64_t until)
{
	(void)target, (void)until;
	return 0;
}

static int read_unit(struct target *target, uint64_t offset,
		     const struct unit *unit, struct reading *reading)
{
	*reading = (struct reading){ .known = false };
	return show(target, "read", offset, unit->width, NULL, 0);
}

static int write_unit(struct target *target, uint64_t offset,
		      const struct unit *unit, uint64_t value)
{
	return show_write(target, offset, unit->width, value, 0);
}

static int update_unit(struct target *target, uint64_t offset,
		       const struct unit *unit, uint64_t value, uint64_t kept,
		       struct reading *written)
{
	return read_unit(target, offset, unit, written)
		       ?: show_write(target, offset, unit->width, value & ~kept,
				     kept);
}

static int write_block(struct target *target, const struct access *access,
		       uint64_t first, size_t count, const void *bytes,
		       bool fill, size_t *done)
{
	const struct unit *unit = &access->unit;
	const char *next = bytes;
	int status = 0;

	for (*done = 0; *done < count && !status; *done += !status) {
		status = show_write(
			target, access_unit_offset(access, first + *done),
			unit->width, unit_from_bytes(next, unit), 0);
		next += fill ? 0 : access_unit_size(access);
	}
	return status;
}

const struct register_ops dry_run_ops = {
	.ready = ready,
	.sleep = pass,
	.read = read_unit,
	.write = write_unit,
	.update = update_unit,
	.write_block = write_block,
};
