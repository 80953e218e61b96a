#include "datasets/base/log.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/clock.h"
#include "datasets/base/err.h"

enum { LINE_MAX_BYTES = 4096, COLUMNS = 80 };

static const double first_drawn_s = 1.0;  /* a stage shorter than this shows nothing */
static const double redraw_after_s = 0.2; /* at most five times a second             */

void log_init(struct log *log, FILE *out, enum log_level level)
{
    const char *term = getenv("TERM");
    const char *no_color = getenv("NO_COLOR"); /* no-color.org: set and not empty */

    *log = (struct log){ .out = out, .level = level };
    log->terminal = isatty(fileno(out)) && term != NULL && strcmp(term, "dumb") != 0;
    log->color = log->terminal && (no_color == NULL || *no_color == '\0');
}

static void clear_progress(struct log *log)
{
    if (log->drawn)
        fputs("\r\033[K", log->out);
    log->drawn = false;
}

/* One line: prefix, message with control bytes made visible, end. `color` is an SGR number for the prefix. */
__attribute__((format(printf, 4, 0)))
static void put_line(struct log *log, const char *prefix, const char *color, const char *fmt, va_list args)
{
    char raw[LINE_MAX_BYTES + 8]; /* longer than the line: err_visible does the cutting */
    char line[LINE_MAX_BYTES];

    vsnprintf(raw, sizeof raw, fmt, args);
    err_visible(line, sizeof line, raw);
    clear_progress(log);
    if (log->color && color != NULL)
        fprintf(log->out, "\033[%sm%s\033[0m%s\n", color, prefix, line);
    else
        fprintf(log->out, "%s%s\n", prefix, line);
    fflush(log->out);
}

void log_error(struct log *log, const char *fmt, ...)
{
    va_list args;

    if (log == NULL)
        return;
    va_start(args, fmt);
    put_line(log, "prodrome: ", "31", fmt, args);
    va_end(args);
}

void log_warn(struct log *log, const char *fmt, ...)
{
    va_list args;

    if (log == NULL)
        return;
    va_start(args, fmt);
    put_line(log, "prodrome: warning: ", "33", fmt, args);
    va_end(args);
}

void log_info(struct log *log, const char *fmt, ...)
{
    va_list args;

    if (log == NULL || log->level < LOG_NORMAL)
        return;
    va_start(args, fmt);
    put_line(log, "", NULL, fmt, args);
    va_end(args);
}

void log_verbose(struct log *log, const char *fmt, ...)
{
    va_list args;

    if (log == NULL || log->level < LOG_VERBOSE)
        return;
    va_start(args, fmt);
    put_line(log, "", NULL, fmt, args);
    va_end(args);
}

/* ", 0:12 left" or ", 1:02:03 left"; nothing where the total is not known. */
static void format_left(char *out, size_t size, const struct log *log, double elapsed_s)
{
    double left_s;

    out[0] = '\0';
    if (log->total == 0 || log->done == 0 || log->done >= log->total)
        return;
    left_s = elapsed_s * ((double)(log->total - log->done) / (double)log->done);
    if (left_s < 3600)
        snprintf(out, size, ", %d:%02d left", (int)left_s / 60, (int)left_s % 60);
    else if (left_s < 360000)
        snprintf(out, size, ", %d:%02d:%02d left", (int)left_s / 3600, (int)left_s / 60 % 60, (int)left_s % 60);
    else
        snprintf(out, size, ", days left");
}

static void draw_progress(struct log *log, double now)
{
    double elapsed_s = now - log->stage_start;
    double rate = elapsed_s > 0 ? (double)log->done / elapsed_s : 0;
    char count[64], left[32], raw[256];
    char line[COLUMNS]; /* one column stays free: a full line would wrap, and \r would not bring it back */

    if (log->total > 0)
        snprintf(count, sizeof count, "%llu/%llu", (unsigned long long)log->done, (unsigned long long)log->total);
    else
        snprintf(count, sizeof count, "%llu", (unsigned long long)log->done);
    format_left(left, sizeof left, log, elapsed_s);
    snprintf(raw, sizeof raw, "%s: %s, %.*f/s%s", log->stage, count, rate < 10 ? 1 : 0, rate, left);
    err_visible(line, sizeof line, raw);
    fprintf(log->out, "\r%s\033[K", line);
    fflush(log->out);
    log->drawn = true;
    log->last_drawn = now;
}

void progress_begin(struct log *log, const char *name, uint64_t total)
{
    if (log == NULL)
        return;
    assert(name != NULL);
    assert(log->stage == NULL); /* one stage at a time */

    log->stage = name;
    log->done = 0;
    log->total = total;
    log->stage_start = log->last_drawn = clock_monotonic();
}

void progress_step(struct log *log, uint64_t n)
{
    if (log != NULL)
        progress_set(log, log->done + n);
}

void progress_set(struct log *log, uint64_t done)
{
    double now;

    if (log == NULL)
        return;
    log->done = done;
    if (!log->terminal || log->level < LOG_NORMAL || log->stage == NULL)
        return;
    now = clock_monotonic();
    if (now - log->stage_start >= first_drawn_s && now - log->last_drawn >= redraw_after_s)
        draw_progress(log, now);
}

/* No seconds in the line: what an operator's log says is compared from night to night, and by our tests. */
void progress_end(struct log *log, const char *fmt, ...)
{
    char result[LINE_MAX_BYTES];
    const char *stage;
    va_list args;

    if (log == NULL)
        return;
    assert(log->stage != NULL);

    stage = log->stage;
    log->stage = NULL;
    clear_progress(log);
    if (fmt != NULL) {
        va_start(args, fmt);
        vsnprintf(result, sizeof result, fmt, args);
        va_end(args);
        log_info(log, "%s: %s", stage, result);
    } else if (!log->terminal && log->done > 0) {
        log_info(log, "%s: %llu done", stage, (unsigned long long)log->done);
    }
}
