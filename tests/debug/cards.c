// SPDX-License-Identifier: GPL-2.0-or-later
/* The edu cards and their driver, and the modules. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "stress.h"

#define DRIVER	"/sys/bus/pci/drivers/uio_edu/"
#define DEVICES "/sys/bus/pci/devices/"
#define CARDS	3

/* The first two share an interrupt line. */
static const char *const cards[CARDS] = { "0000:00:02.0", "0000:00:02.1",
					  "0000:00:03.0" };

static const char *card(void)
{
	return cards[any(CARDS)];
}

static bool is_there(int i)
{
	char path[64];

	snprintf(path, sizeof(path), DEVICES "%s", cards[i]);
	return !access(path, F_OK);
}

/*
 * The kernel refuses to enable a card that has a driver, so success means that
 * the card stays enabled, whatever becomes of its driver.
 */
static void enable(int i)
{
	char path[64];
	int tries;

	snprintf(path, sizeof(path), DEVICES "%s/enable", cards[i]);
	for (tries = 0; tries < 100 && put(path, "1"); tries++)
		put(DRIVER "unbind", cards[i]);
}

void cards_enable(void)
{
	int i;

	for (i = 0; i < CARDS; i++)
		enable(i);
}

int cards_allow_msi(bool allow)
{
	char path[64];
	int i, ret = 0;

	for (i = 0; i < CARDS && !ret; i++) {
		snprintf(path, sizeof(path), DEVICES "%s/msi_bus", cards[i]);
		if (!access(path, F_OK))
			ret = put(path, allow ? "1" : "0");
	}
	return ret;
}

int card_bind(void)
{
	return put(DRIVER "bind", card());
}

int card_unbind(void)
{
	return put(DRIVER "unbind", card());
}

/* The kernel disables an enabled card when it is gone. */
int card_unplug(void)
{
	char path[64];
	int ret;

	snprintf(path, sizeof(path), DEVICES "%s/remove", card());
	may_fail(false);
	ret = put(path, "1");
	may_fail(true);
	return ret;
}

/* The kernel warns when it cannot add a device that it has found. */
int card_plug(void)
{
	bool was_there[CARDS];
	int i, ret;

	may_fail(false);
	for (i = 0; i < CARDS; i++)
		was_there[i] = is_there(i);
	ret = put("/sys/bus/pci/rescan", "1");
	for (i = 0; i < CARDS; i++)
		if (!was_there[i])
			enable(i);
	may_fail(true);
	return ret;
}

/* Loading may fail, and then the module would be missing for a long time. */
static int reload(const char *name, void (*remove_devices)(void))
{
	int ret = -EAGAIN, tries;

	/*
	 * The other processes create devices, and have nodes open, all the
	 * time, so this may take several attempts.
	 */
	for (tries = 0; tries < 100 && ret == -EAGAIN; tries++) {
		remove_devices();
		ret = unload(name);
		if (ret == -EAGAIN)
			usleep(100000);
	}
	if (ret && ret != -ENOENT)
		return ret;
	for (tries = 0; tries < 100; tries++)
		if (load(name) == -EEXIST)
			break;
	return ret;
}

static void cards_unbind(void)
{
	int i;

	for (i = 0; i < CARDS; i++)
		put(DRIVER "unbind", cards[i]);
}

int module_reload_sim(void)
{
	return reload("uio_sim", sim_remove_all);
}

/*
 * A card that was just plugged in may use MSI, and is enabled by the driver. So
 * no fault may hit the kernel's methods of ACPI.
 */
int module_reload_edu(void)
{
	int ret;

	may_fail(false);
	cards_allow_msi(any(2));
	ret = reload("uio_edu", cards_unbind);
	may_fail(true);
	return ret;
}
