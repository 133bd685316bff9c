// SPDX-License-Identifier: GPL-2.0-or-later
#include "verbs.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/run/files.h"
#include "cmd/run/regs.h"
#include "cmd/show/report.h"
#include "common/regs/check.h"

/**
 * struct checked - a file that is checked, and the findings in it
 * @blocks, @registers: the numbers of those that were checked
 */
struct checked {
	struct output *out;
	const char *path;
	struct regs_findings *findings;
	size_t blocks;
	size_t registers;
	size_t errors;
	size_t warnings;
};

static void print_finding(void *context, const struct reg_finding *finding)
{
	struct checked *checked = context;
	FILE *out = checked->out->file;

	print_text(out, checked->path);
	fprintf(out, ":%u: %s", finding->line,
		finding->error ? "" : "warning: ");
	if (finding->block) {
		print_text(out, finding->block);
		fputs(": ", out);
	}
	print_text(out, finding->text);
	fputc('\n', out);
	if (finding->error)
		checked->errors++;
	else
		checked->warnings++;
}

static int check_regs(struct regs *regs, const char *block,
		      enum regs_overlaps overlaps, struct checked *checked)
{
	int err = regs_findings_check(checked->findings, regs, block, overlaps);

	checked->blocks++;
	checked->registers += regs->place_count;
	regs_free(regs);
	return err ? fail_memory() : 0;
}

#if WITH_EXPAT

/* A block that cannot be used does not hide the errors in the others. */
static int check_block(struct svd *svd, const char *name, bool several,
		       enum regs_overlaps overlaps, struct checked *checked)
{
	const char *block = several ? name : NULL;
	struct regs_error error;
	struct reg_finding refused = { .error = true, .text = error.reason };
	const struct regs_wanted wanted = { .block = name };
	struct regs *regs;
	int err = svd_regs(svd, &wanted, &regs, &error)
			  ?: regs_lay(regs, NULL, &error);

	if (!err)
		return check_regs(regs, block, overlaps, checked);
	if (err != -UIO_EREGS)
		return fail_regs(err, checked->path, &error);
	refused.line = error.line;
	checked->blocks++;
	err = regs_findings_add(checked->findings, block, &refused);
	return err ? fail_memory() : 0;
}

/* Checks the given peripheral, or all of them. */
static int check_svd(const struct regs_text *text, const char *named,
		     struct checked *checked)
{
	enum regs_overlaps overlaps = REGS_OVERLAPS_PARTLY_WRONG;
	const char *name;
	struct regs_error error;
	struct svd *svd;
	int status = 0;
	int err = svd_parse(text->text, text->length, &svd, &error);

	if (err)
		return fail_regs(err, checked->path, &error);
	if (svd_marks_views(svd))
		overlaps = REGS_OVERLAPS_MEANT;
	if (!named &&
	    regs_findings_add(checked->findings, NULL, svd_findings(svd)))
		status = fail_memory();
	if (named)
		status = check_block(svd, named, false, overlaps, checked);
	for (size_t i = 0; !named && !status && (name = svd_peripheral(svd, i));
	     i++)
		status = check_block(svd, name, svd_peripheral(svd, 1),
				     overlaps, checked);
	svd_close(svd);
	return status;
}

#endif

static void print_count(FILE *out, const char *before, size_t count,
			const char *what)
{
	fprintf(out, "%s%zu %s%s", before, count, what, count == 1 ? "" : "s");
}

/*
 * Prints the summary on stderr, as an error if there was one, and prints
 * nothing if there are no findings.
 */
static int sum_up(const struct checked *checked)
{
	char *text = NULL;
	size_t length;
	FILE *out;
	int status = 0;

	if (!checked->errors && !checked->warnings)
		return 0;
	out = open_memstream(&text, &length);
	if (!out)
		return fail_memory();
	if (checked->blocks > 1)
		print_count(out, "", checked->blocks, "block");
	print_count(out, checked->blocks > 1 ? ", " : "", checked->registers,
		    "register");
	if (checked->errors)
		print_count(out, ": ", checked->errors, "error");
	if (checked->warnings)
		print_count(out, checked->errors ? ", " : ": ",
			    checked->warnings, "warning");
	if (fclose(out))
		status = fail_memory();
	else if (checked->errors)
		status = fail(-UIO_ECHECK, checked->path, "%s", text);
	else
		print_info(checked->path, "%s", text);
	free(text);
	return status;
}

static int check_read(struct regs_text *text, const char *named,
		      struct checked *checked)
{
	const struct regs_wanted wanted = { .block = named };
	struct regs_error error;
	struct regs *regs;
	int err;

#if WITH_EXPAT
	if (text->xml)
		return check_svd(text, named, checked);
#endif
	err = regs_make(text, &wanted, &regs, &error)
		      ?: regs_lay(regs, &wanted, &error);
	return err ? fail_regs(err, checked->path, &error)
		   : check_regs(regs, NULL, REGS_OVERLAPS_WRONG, checked);
}

int check_file(const char *path, const char *peripheral, struct output *out)
{
	struct checked checked = {
		.out = out,
		.path = input_name(path),
		.findings = regs_findings_new(),
	};
	struct regs_error error;
	struct regs_text text;
	int status, err;

	if (!checked.findings)
		return fail_memory();
	err = regs_read(path, &text, &error);
	if (err) {
		status = fail_regs(err, checked.path, &error);
	} else {
		status = check_read(&text, peripheral, &checked);
		regs_text_free(&text);
	}
	if (!status &&
	    regs_findings_each(checked.findings, print_finding, &checked))
		status = fail_memory();
	else if (!status)
		status = output_flush(out) ? EXIT_FAILURE : sum_up(&checked);
	regs_findings_free(checked.findings);
	return status;
}
