// SPDX-License-Identifier: GPL-2.0-or-later
#include "screen.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/signals.h"
#include "common/base/stop.h"

#define CLEAR	  "\033[H\033[J"
#define UP	  "\033[%uA"
#define NEW_LINE  "\r\033[K"
#define CLEAR_END "\033[J"
#define WRAP	  "\033[?7h"
#define NO_WRAP	  "\033[?7l"

/* Ctrl-C stays what it is; a stop, which would leave the modes, is a key. */
static bool take_keys(struct termios *before)
{
	struct termios modes;

	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, before))
		return false;
	modes = *before;
	modes.c_lflag &= ~(ICANON | ECHO);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	modes.c_cc[VQUIT] = _POSIX_VDISABLE;
	return !tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

void screen_open(struct screen *screen, FILE *out, bool in_place, bool keys)
{
	*screen = (struct screen){ .out = out, .in_place = in_place };
	screen->keys = keys && take_keys(&screen->before);
}

FILE *screen_begin(struct screen *screen)
{
	screen->frame = open_memstream(&screen->text, &screen->length);
	return screen->frame;
}

/* After a change of its size nobody knows where the lines are. */
static void look_at_window(struct screen *screen)
{
	struct winsize window = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) || !window.ws_row)
		window = (struct winsize){ .ws_row = 24, .ws_col = 80 };
	if (screen->rows && (window.ws_row != screen->rows ||
			     window.ws_col != screen->columns)) {
		fputs(CLEAR, screen->out);
		screen->lines = 0;
	}
	screen->rows = window.ws_row;
	screen->columns = window.ws_col;
}

/* What does not fit is cut, so that nothing scrolls. */
static void draw(struct screen *screen)
{
	const char *line = screen->text;
	unsigned int count = 0;

	look_at_window(screen);
	fputs(NO_WRAP, screen->out);
	if (screen->lines)
		fprintf(screen->out, UP, screen->lines);
	for (; *line && count + 1 < screen->rows; count++) {
		int length = strcspn(line, "\n");

		fprintf(screen->out, NEW_LINE "%.*s\n", length, line);
		line += length + (line[length] == '\n');
	}
	fputs(CLEAR_END WRAP, screen->out);
	screen->lines = count;
}

void screen_end(struct screen *screen, bool whole)
{
	if (!screen->in_place)
		return;
	if (!fclose(screen->frame) && whole)
		draw(screen);
	free(screen->text);
	screen->text = NULL;
}

int screen_wait(struct screen *screen, uint64_t until, bool *ended)
{
	struct pollfd key = {
		.fd = screen->keys ? STDIN_FILENO : -1,
		.events = POLLIN,
	};
	struct signals_held held;
	struct timespec left;
	int ready = -1;

	signals_hold(&held, 0);
	if (!stop_requested())
		ready = ppoll(&key, 1, clock_left(until, &left), &held.asleep);
	signals_release(&held);
	*ended = ready > 0;
	return ready < 0 ? -EINTR : 0;
}

/* The key itself is for nobody. */
void screen_close(struct screen *screen)
{
	if (screen->keys)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &screen->before);
}
