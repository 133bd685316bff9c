// SPDX-License-Identifier: GPL-2.0-or-later
/* Faults that a kernel with debugging checks must detect. */
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

static char *fault = "";
module_param(fault, charp, 0444);

static DEFINE_MUTEX(first);
static DEFINE_MUTEX(second);

static void write_out_of_bounds(void)
{
	char *memory = kmalloc(100, GFP_KERNEL);

	OPTIMIZER_HIDE_VAR(memory);
	if (memory)
		memory[100] = 1;
	kfree(memory);
}

/*
 * Several objects are lost, because a stale pointer may still refer to one of
 * them.
 */
static void lose_memory(void)
{
	void *memory;
	int i;

	for (i = 0; i < 10; i++) {
		memory = kmalloc(100, GFP_KERNEL);
		OPTIMIZER_HIDE_VAR(memory);
	}
}

static void lock_both(struct mutex *one, struct mutex *other)
{
	mutex_lock(one);
	mutex_lock(other);
	mutex_unlock(other);
	mutex_unlock(one);
}

static int __init fault_init(void)
{
	if (!strcmp(fault, "bounds"))
		write_out_of_bounds();
	if (!strcmp(fault, "leak"))
		lose_memory();
	if (!strcmp(fault, "locks")) {
		lock_both(&first, &second);
		lock_both(&second, &first);
	}
	return 0;
}
module_init(fault_init);

static void __exit fault_exit(void)
{
}
module_exit(fault_exit);

MODULE_DESCRIPTION("Faults that a kernel with debugging checks must detect");
MODULE_LICENSE("GPL");
