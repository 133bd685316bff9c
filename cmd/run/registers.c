// SPDX-License-Identifier: GPL-2.0-or-later
#include "registers.h"

#include <errno.h>
#include <inttypes.h>

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

static int read_unit(struct target *target, uint64_t offset,
		     const struct unit *unit, struct reading *reading)
{
	int err;

	*reading = (struct reading){ .known = true };
	err = obstacle(target)
		      ?: access_read(&target->mapping, offset, unit,
				     &reading->unit);
	return err ? fail_access(target, offset, err) : 0;
}

static int write_unit(struct target *target, uint64_t offset,
		      const struct unit *unit, uint64_t value)
{
	int err =
		obstacle(target)
			?: access_write(&target->mapping, offset, unit, value);

	return err ? fail_access(target, offset, err) : 0;
}

static int update_unit(struct target *target, uint64_t offset,
		       const struct unit *unit, uint64_t value, uint64_t kept,
		       struct reading *written)
{
	int status = read_unit(target, offset, unit, written);

	if (status)
		return status;
	written->unit = value ^ (written->unit & kept);
	return write_unit(target, offset, unit, written->unit);
}

static int access_units(struct target *target, enum access_action action,
			const struct access *access, uint64_t first,
			size_t count, void *bytes, size_t *done)
{
	int err;

	*done = 0;
	err = obstacle(target)
		      ?: access_block(&target->mapping, action,
				      access_unit_offset(access, first),
				      access->unit.width, count, bytes, done);
	return err ? fail_access(target,
				 access_unit_offset(access, first + *done), err)
		   : 0;
}

static int read_block(struct target *target, const struct access *access,
		      uint64_t first, size_t count, void *bytes, size_t *done)
{
	return access_units(target, ACCESS_LOAD, access, first, count, bytes,
			    done);
}

static int write_block(struct target *target, const struct access *access,
		       uint64_t first, size_t count, const void *bytes,
		       bool fill, size_t *done)
{
	return access_units(target, fill ? ACCESS_FILL : ACCESS_STORE, access,
			    first, count, (void *)bytes, done);
}

const struct register_ops device_ops = {
	.acts = true,
	.ready = target_map,
	.sleep = target_sleep,
	.read = read_unit,
	.write = write_unit,
	.update = update_unit,
	.read_block = read_block,
	.write_block = write_block,
};
