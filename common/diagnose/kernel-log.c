// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel-log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>

/* Actions of syslog(2), which libc does not define. */
#define READ_ALL    3
#define SIZE_BUFFER 10

char *kernel_log_read(void)
{
	int size = klogctl(SIZE_BUFFER, NULL, 0), length;
	char *text = size > 0 ? malloc(size + 1) : NULL;

	if (!text)
		return NULL;
	length = klogctl(READ_ALL, text, size);
	if (length < 0) {
		free(text);
		return NULL;
	}
	text[length] = '\0';
	return text;
}

bool kernel_log_shut(const char *log, unsigned int irq)
{
	char words[40];

	snprintf(words, sizeof(words), "irq %u: nobody cared", irq);
	for (const char *at = log; (at = strstr(at, words)); at++)
		if (at == log || at[-1] == ' ' || at[-1] == '>')
			return true;
	return false;
}
