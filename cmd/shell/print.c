// SPDX-License-Identifier: GPL-2.0-or-later
/* `print`: the value of an expression in hexadecimal, decimal and binary. */
#include <inttypes.h>
#include <stdlib.h>

#include "shell.h"
#include "words.h"

int shell_print(struct shell *shell, int count, char **words)
{
	char *text = shell_join(count - 1, words + 1);
	struct expression result;
	FILE *out = shell->out.file;
	unsigned int bits = 8;
	bool is_volatile;
	int status = text ? shell_expression(shell, text, &result, &is_volatile)
			  : EXIT_FAILURE;

	free(text);
	if (status || result.unknown)
		return status;
	output_volatile(&shell->out, is_volatile);
	fprintf(out, "0x%" PRIx64 " %" PRIu64 "\n", result.value, result.value);
	/* The smallest width of a register that holds the value. */
	while (bits < 64 && result.value >> bits)
		bits *= 2;
	/* Groups of four bits, below the numbers of their first bits. */
	for (unsigned int bit = bits - 1; bit > 3; bit -= 4)
		fprintf(out, "%-5u", bit);
	fputs("3\n", out);
	for (unsigned int bit = bits; bit-- > 0;) {
		fputc('0' + (result.value >> bit & 1), out);
		if (bit % 4 == 0)
			fputc(bit ? ' ' : '\n', out);
	}
	output_stable(&shell->out, is_volatile);
	return 0;
}
