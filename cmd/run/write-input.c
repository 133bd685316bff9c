// SPDX-License-Identifier: GPL-2.0-or-later
/* The bytes of --input: read up to the size of the region, and checked against it. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/show/report.h"
#include "files.h"
#include "write.h"

#define CHUNK (UINT64_C(64) << 10)

/* Returns 0 or an errno. */
static int read_up_to(FILE *in, uint64_t most, struct content *content)
{
	uint64_t first = CHUNK, room = 0;
	struct stat info;

	/* The first buffer has the size of a regular file. */
	if (!fstat(fileno(in), &info) && S_ISREG(info.st_mode) && info.st_size)
		first = info.st_size;

	while (content->size < most && !feof(in)) {
		if (content->size == room) {
			unsigned char *bytes;

			room = room ? 2 * room : first;
			room = room < most ? room : most;
			bytes = realloc(content->bytes, room);
			if (!bytes)
				return ENOMEM;
			content->bytes = bytes;
		}
		errno = 0;
		content->size += fread(content->bytes + content->size, 1,
				       room - content->size, in);
		if (ferror(in))
			return errno ?: EIO;
	}
	content->more = content->size == most && getc(in) != EOF;
	return 0;
}

static int read_input(const char *path, uint64_t most, struct content *content)
{
	FILE *in = input_open(path);
	int err = in ? read_up_to(in, most, content) : errno;
	struct stat info;

	/* The size of a regular file is known without reading all of it. */
	if (in && content->more && !fstat(fileno(in), &info) &&
	    S_ISREG(info.st_mode) && (uint64_t)info.st_size > content->size) {
		content->size = info.st_size;
		content->more = false;
	}
	if (in)
		input_close(in);
	return err ? fail_error(-err, input_name(path)) : 0;
}

/* Pads the last unit, which may then end after the region. */
static int pad(struct content *content, unsigned int unit)
{
	uint64_t padded = (content->size + unit - 1) / unit * unit;
	unsigned char *bytes = realloc(content->bytes, padded ?: unit);

	if (!bytes)
		return fail_memory();
	memset(bytes + content->size, 0, padded - content->size);
	content->bytes = bytes;
	content->padded = padded;
	return 0;
}

/* Reports sizes that do not match: of the file, the region or a unit. */
static int fail_fit(const struct target *target, const struct step *step,
		    const char *path, const struct content *content, int err,
		    const char *why)
{
	const struct uio_region *region = target->region;
	uint64_t offset = step->found.access.offset;
	char *where = region_text(target->device, region);
	int status;

	status = fail(err, target->selector,
		      "'%s': %s has %s%" PRIu64 " byte%s, %s has %" PRIu64
		      " from 0x%" PRIx64 " on, and a unit has %u: %s",
		      step->operand.text, input_name(path),
		      content->more ? "more than " : "", content->size,
		      content->size == 1 ? "" : "s", where ?: "",
		      uio_region_bytes(region) - offset, offset,
		      access_unit_size(&step->found.access), why);
	free(where);
	return status;
}

static int check_fit(const struct target *target, const struct step *step,
		     const char *path, const struct content *content)
{
	const struct access *access = &step->found.access;
	uint64_t room = uio_region_bytes(target->region) - access->offset;

	if (!content->size)
		return fail(-UIO_ETAIL, input_name(path), "the file is empty");
	if (content->more || content->padded > room)
		return fail_fit(target, step, path, content, -UIO_EOUTSIDE,
				"the file is too long");
	if (content->padded % access_unit_size(access))
		return fail_fit(target, step, path, content, -UIO_ETAIL,
				"the last unit is incomplete (--pad fills it "
				"with zeros)");
	if (step->operand.length && step->operand.length != content->padded)
		return fail_fit(target, step, path, content, -UIO_ETAIL,
				"the range and the file differ in length");
	return 0;
}

int write_plan_input(struct plan *plan, const struct target *target,
		     const struct write_request *request,
		     const struct resolve_context *by, struct content *content)
{
	const struct register_request *registers = &request->registers;
	struct step *step;
	uint64_t room;
	int status =
		plan_make(plan, target, by, false, registers->operands,
			  registers->count)
			?: plan_single(plan, target, registers->operands[0]);

	if (status)
		return status;
	step = &plan->steps[0];
	if (!resolved_whole(&step->found))
		return fail(-UIO_ESYNTAX, target->selector,
			    "'%s' is not a whole register, as --input "
			    "requires",
			    step->operand.text);
	room = uio_region_bytes(target->region) - step->found.access.offset;
	status = read_input(request->input, room, content);
	content->padded = content->size;
	if (!status && request->pad && content->size <= room)
		status = pad(content, access_unit_size(&step->found.access));
	return status ?: check_fit(target, step, request->input, content)
		      ?: plan_extend(plan, target, by, content->padded);
}
