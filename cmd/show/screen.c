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

#define CLEAR	   "\033[H\033[J"
#define UP	   "\033[%uA"
#define RIGHT	   "\033[%dC"
#define CLEAR_LINE "\033[K"
#define WRAP	   "\033[?7h"
#define NO_WRAP	   "\033[?7l"

/*
 * Ctrl-C still sends its signal; the key that stops the process is read as a key,
 * because a stopped process could not restore the terminal.
 */
void screen_open(struct screen *screen, FILE *out, bool in_place, bool keys)
{
	struct termios modes;

	*screen = (struct screen){ .out = out, .in_place = in_place };
	if (!keys || !isatty(STDIN_FILENO) ||
	    tcgetattr(STDIN_FILENO, &screen->before))
		return;
	modes = screen->before;
	modes.c_lflag &= ~(ICANON | ECHO);
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	modes.c_cc[VQUIT] = _POSIX_VDISABLE;
	screen->keys = !tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

FILE *screen_begin(struct screen *screen)
{
	screen->frame = open_memstream(&screen->text, &screen->length);
	return screen->frame;
}

static void forget(struct screen *screen)
{
	free(screen->shown);
	screen->shown = NULL;
	screen->lines = 0;
}

/* The positions of lines are unknown after the window changed its size. */
static void look_at_window(struct screen *screen)
{
	struct winsize window = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) || !window.ws_row)
		window = (struct winsize){ .ws_row = 24, .ws_col = 80 };
	if (screen->rows && (window.ws_row != screen->rows ||
			     window.ws_col != screen->columns)) {
		fputs(CLEAR, screen->out);
		forget(screen);
	}
	screen->rows = window.ws_row;
	screen->columns = window.ws_col;
}

/* Removes the first line from a text. */
static int next_line(const char **text, const char **line)
{
	int length = strcspn(*text, "\n");

	*line = *text;
	*text += length + ((*text)[length] == '\n');
	return length;
}

/* Columns that did not change are skipped, as a serial line is slow. */
static void draw_line(const struct screen *screen, const char *line, int length,
		      const char *old, int old_length)
{
	int same = 0;

	/* Columns are counted only up to the first highlight. */
	while (old_length >= 0 && line[same] == old[same] &&
	       line[same] >= ' ' && line[same] <= '~')
		same++;
	if (length == old_length && !strncmp(line, old, length)) {
		fputc('\n', screen->out);
		return;
	}
	if (same >= (int)screen->columns)
		same = 0;
	fputc('\r', screen->out);
	if (same)
		fprintf(screen->out, RIGHT, same);
	fprintf(screen->out, CLEAR_LINE "%.*s\n", length - same, line + same);
}

/* Lines that do not fit are cut, so that nothing scrolls. */
static void draw(struct screen *screen)
{
	const char *text = screen->text, *shown = screen->shown ?: "";
	const char *line, *old = "";
	unsigned int count = 0;

	fputs(NO_WRAP, screen->out);
	if (screen->lines)
		fprintf(screen->out, UP, screen->lines);
	for (; *text && count + 1 < screen->rows; count++) {
		int length = next_line(&text, &line);
		int old_length = count < screen->lines ? next_line(&shown, &old)
						       : -1;

		draw_line(screen, line, length, old, old_length);
	}
	fputs(WRAP, screen->out);
	screen->lines = count;
}

void screen_end(struct screen *screen, bool whole)
{
	if (!fclose(screen->frame) && whole) {
		look_at_window(screen);
		if (!screen->shown || strcmp(screen->text, screen->shown)) {
			draw(screen);
			free(screen->shown);
			screen->shown = screen->text;
			screen->text = NULL;
		}
	}
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

/* The key that ended the display is dropped. */
void screen_close(struct screen *screen)
{
	if (screen->keys)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &screen->before);
	forget(screen);
}
