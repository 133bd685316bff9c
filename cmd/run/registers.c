// SPDX-License-Identifier: GPL-2.0-or-later
#include "registers.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "cmd/show/json.h"
#include "cmd/show/print.h"
#include "cmd/show/report.h"
#include "common/base/clock.h"
#include "common/base/stop.h"

/* Returns an error if a signal or the removal of the device prevents an access. */
static int obstacle(struct target *target)
{
	uint64_t tick = clock_tick();

	if (stop_requested())
		return -EINTR;
	if (tick == target->asked)
		return 0;
	target->asked = tick;
	return target_is_gone(target) ? -UIO_EGONE : 0;
}

static int fail_access(const struct target *target, uint64_t offset, int err)
{
	if (err != -EINTR && target_is_gone(target))
		err = -UIO_EGONE;
	return fail(err, target->selector, "0x%" PRIx64 ": %s", offset,
		    uio_strerror(err));
}

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

static void show_read(const struct target *target, uint64_t offset,
		      unsigned int width)
{
	(target->json ? json_access : print_access)(target, "read", offset,
						    width, NULL, 0);
}

static void show_write(const struct target *target, uint64_t offset,
		       unsigned int width, uint64_t value, uint64_t unknown)
{
	(target->json ? json_access : print_access)(target, "write", offset,
						    width, &value,
						    ~unknown & reg_mask(width));
}

int registers_read(struct target *target, uint64_t offset,
		   const struct unit *unit, struct reading *reading)
{
	int err;

	*reading = (struct reading){ .known = !target->dry_run };
	if (target->dry_run) {
		show_read(target, offset, unit->width);
		return 0;
	}
	err = obstacle(target)
		      ?: access_read(&target->mapping, offset, unit,
				     &reading->unit);
	return err ? fail_access(target, offset, err) : 0;
}

int registers_write(struct target *target, uint64_t offset,
		    const struct unit *unit, uint64_t value)
{
	int err;

	if (target->dry_run) {
		show_write(target, offset, unit->width, value, 0);
		return 0;
	}
	err = obstacle(target)
		      ?: access_write(&target->mapping, offset, unit, value);
	return err ? fail_access(target, offset, err) : 0;
}

int registers_update(struct target *target, uint64_t offset,
		     const struct unit *unit, uint64_t value, uint64_t kept,
		     struct reading *written)
{
	int status = registers_read(target, offset, unit, written);

	if (status)
		return status;
	if (!written->known) {
		show_write(target, offset, unit->width, value & ~kept, kept);
		return 0;
	}
	written->unit = value ^ (written->unit & kept);
	return registers_write(target, offset, unit, written->unit);
}

int registers_read_block(struct target *target, const struct access *access,
			 uint64_t first, size_t count, void *bytes,
			 size_t *done)
{
	unsigned int width = access->unit.width;
	unsigned int size = access_unit_size(access);
	uint64_t offset = access_unit_offset(access, first);
	int err;

	*done = 0;
	for (size_t i = 0; target->dry_run && i < count; i++)
		show_read(target, offset + i * size, width);
	if (target->dry_run)
		return 0;
	err = obstacle(target)
		      ?: access_read_block(&target->mapping, offset, width,
					   count, bytes, done);
	return err ? fail_access(target, offset + *done * size, err) : 0;
}

int registers_write_block(struct target *target, const struct access *access,
			  uint64_t first, size_t count, const void *bytes,
			  bool fill, size_t *done)
{
	unsigned int width = access->unit.width;
	unsigned int size = access_unit_size(access);
	uint64_t offset = access_unit_offset(access, first);
	int err;

	*done = 0;
	for (const char *unit = bytes; target->dry_run && *done < count;
	     unit += fill ? 0 : size)
		show_write(target, offset + (*done)++ * size, width,
			   unit_from_bytes(unit, &access->unit), 0);
	if (target->dry_run)
		return 0;
	err = obstacle(target)
		      ?: (fill ? access_fill_block
			       : access_write_block)(&target->mapping, offset,
						     width, count, bytes, done);
	return err ? fail_access(target, offset + *done * size, err) : 0;
}
