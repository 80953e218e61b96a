#include "datasets/base/log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tests/support/support.h"

/* A log that writes into memory, or into a pseudo-terminal of which we hold the other end. */
struct capture {
    struct log log;
    FILE *out;
    char *text; /* memory: what was written */
    size_t size;
    int terminal; /* our end, or -1 */
    char seen[8192];
};

static int capture_setup(void **state)
{
    struct capture *c = calloc(1, sizeof *c);

    c->out = open_memstream(&c->text, &c->size);
    c->terminal = -1;
    log_init(&c->log, c->out, LOG_NORMAL);
    *state = c;
    return 0;
}

static int capture_teardown(void **state)
{
    struct capture *c = *state;

    fclose(c->out);
    free(c->text);
    if (c->terminal >= 0)
        close(c->terminal);
    free(c);
    return 0;
}

static const char *captured(struct capture *c)
{
    fflush(c->out);
    return c->text;
}

/* Replaces the stream by a terminal; skips where the machine gives none. */
static void use_terminal(struct capture *c, const char *term)
{
    struct termios raw;
    int other;

    c->terminal = posix_openpt(O_RDWR | O_NOCTTY);
    if (c->terminal < 0 || grantpt(c->terminal) != 0 || unlockpt(c->terminal) != 0)
        skip_because("no pseudo-terminal here");
    other = open(ptsname(c->terminal), O_RDWR | O_NOCTTY);
    if (other < 0)
        skip_because("the pseudo-terminal cannot be opened");
    tcgetattr(other, &raw);
    cfmakeraw(&raw);
    tcsetattr(other, TCSANOW, &raw);
    fcntl(c->terminal, F_SETFL, O_NONBLOCK);
    fclose(c->out);
    c->out = fdopen(other, "w");
    setenv("TERM", term, 1);
    unsetenv("NO_COLOR");
    log_init(&c->log, c->out, LOG_NORMAL);
}

/* What has reached the terminal since the last call. */
static const char *shown(struct capture *c)
{
    ssize_t n;

    fflush(c->out);
    n = read(c->terminal, c->seen, sizeof c->seen - 1);
    c->seen[n > 0 ? n : 0] = '\0';
    return c->seen;
}

static void without_a_log_nothing_is_said(void **state)
{
    (void)state;
    log_error(NULL, "a");
    log_warn(NULL, "a");
    log_info(NULL, "a");
    log_verbose(NULL, "a");
    progress_begin(NULL, "a", 1);
    progress_step(NULL, 1);
    progress_set(NULL, 1);
    progress_end(NULL, "a");
}

static void each_kind_of_line_has_its_beginning(void **state)
{
    struct capture *c = *state;

    log_error(&c->log, "cannot open '%s'", "a.csv");
    log_warn(&c->log, "%d rows rejected", 3);
    log_info(&c->log, "done");
    assert_string_equal(captured(c), "prodrome: cannot open 'a.csv'\nprodrome: warning: 3 rows rejected\ndone\n");
}

static void the_level_says_what_is_left_out(void **state)
{
    static const char *const want[] = { "prodrome: e\nprodrome: warning: w\n", "i\n", "v\n" };
    struct capture *c = *state;
    size_t seen = 0;

    for (int level = LOG_QUIET; level <= LOG_VERBOSE; level++) {
        char expected[128] = "";

        c->log.level = (enum log_level)level;
        log_error(&c->log, "e");
        log_warn(&c->log, "w");
        log_info(&c->log, "i");
        log_verbose(&c->log, "v");
        for (int i = 0; i <= level; i++)
            strcat(expected, want[i]);
        assert_string_equal(captured(c) + seen, expected);
        seen = c->size;
    }
}

static void control_bytes_are_made_visible(void **state)
{
    struct capture *c = *state;

    log_warn(&c->log, "title '%s'", "\033]0;x\a\r\nprodrome: fine");
    assert_string_equal(captured(c), "prodrome: warning: title '\\x1B]0;x\\x07\\x0D\\x0Aprodrome: fine'\n");
}

static void a_very_long_line_is_cut_but_ends(void **state)
{
    struct capture *c = *state;
    char text[20000];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    log_info(&c->log, "%s", text);
    assert_in_range(strlen(captured(c)), 1000, 5000);
    assert_int_equal(c->text[c->size - 1], '\n');
}

static void a_stage_is_one_line_where_there_is_no_terminal(void **state)
{
    struct capture *c = *state;

    progress_begin(&c->log, "import", 1000);
    c->log.stage_start -= 100;
    c->log.last_drawn -= 100;
    for (int i = 0; i < 1000; i++)
        progress_step(&c->log, 1);
    assert_string_equal(captured(c), "");
    progress_end(&c->log, "%d rows", 1000);
    assert_string_equal(captured(c), "import: 1000 rows\n");
    assert_null(c->log.stage);
}

static void a_stage_without_a_result_says_how_much_was_done(void **state)
{
    struct capture *c = *state;

    progress_begin(&c->log, "read", 0);
    progress_step(&c->log, 2);
    progress_set(&c->log, 7);
    progress_step(&c->log, 1);
    progress_end(&c->log, NULL);
    assert_string_equal(captured(c), "read: 8 done\n");
}

static void a_quiet_log_shows_no_stages(void **state)
{
    struct capture *c = *state;

    c->log.level = LOG_QUIET;
    progress_begin(&c->log, "read", 10);
    progress_set(&c->log, 10);
    progress_end(&c->log, "all");
    assert_string_equal(captured(c), "");
}

static void a_terminal_is_told_from_a_file(void **state)
{
    struct capture *c = *state;

    assert_false(c->log.terminal);
    assert_false(c->log.color);
    use_terminal(c, "xterm");
    assert_true(c->log.terminal);
    assert_true(c->log.color);
    setenv("NO_COLOR", "1", 1);
    log_init(&c->log, c->out, LOG_NORMAL);
    assert_true(c->log.terminal);
    assert_false(c->log.color);
    setenv("TERM", "dumb", 1);
    log_init(&c->log, c->out, LOG_NORMAL);
    assert_false(c->log.terminal);
}

static void color_goes_round_the_beginning_only(void **state)
{
    struct capture *c = *state;

    use_terminal(c, "xterm");
    log_error(&c->log, "x");
    assert_string_equal(shown(c), "\033[31mprodrome: \033[0mx\n");
    log_info(&c->log, "y");
    assert_string_equal(shown(c), "y\n");
}

static void a_short_stage_draws_nothing(void **state)
{
    struct capture *c = *state;

    use_terminal(c, "xterm");
    progress_begin(&c->log, "read", 10);
    progress_set(&c->log, 10);
    progress_end(&c->log, NULL);
    assert_string_equal(shown(c), "");
}

static void a_long_stage_draws_done_total_rate_and_time_left(void **state)
{
    struct capture *c = *state;

    use_terminal(c, "xterm");
    progress_begin(&c->log, "score", 400);
    c->log.stage_start -= 10;
    c->log.last_drawn -= 10;
    progress_set(&c->log, 100);
    assert_true(c->log.drawn);
    shown(c);
    assert_contains(c->seen, "\rscore: 100/400, ");
    assert_contains(c->seen, "/s, 0:3");
    assert_contains(c->seen, " left\033[K");
    assert_lacks(c->seen, "\n");
    progress_end(&c->log, "%d items", 100);
    assert_string_equal(shown(c), "\r\033[Kscore: 100 items\n");
}

static void redraws_are_at_most_five_a_second(void **state)
{
    struct capture *c = *state;
    const char *at;
    int drawn = 0;

    use_terminal(c, "xterm");
    progress_begin(&c->log, "score", 0);
    c->log.stage_start -= 10;
    c->log.last_drawn -= 10;
    for (int i = 0; i < 1000; i++)
        progress_step(&c->log, 1);
    for (at = shown(c); *at != '\0'; at++)
        drawn += *at == '\r';
    assert_in_range(drawn, 1, 3); /* 3: a thousand steps may take 0.4 s on a loaded machine */
    progress_end(&c->log, NULL);
}

static void a_line_said_meanwhile_clears_the_progress_first(void **state)
{
    struct capture *c = *state;

    use_terminal(c, "xterm");
    c->log.color = false;
    progress_begin(&c->log, "score", 0);
    c->log.stage_start -= 10;
    c->log.last_drawn -= 10;
    progress_set(&c->log, 5);
    shown(c);
    log_warn(&c->log, "odd");
    assert_string_equal(shown(c), "\r\033[Kprodrome: warning: odd\n");
    progress_end(&c->log, NULL);
    assert_string_equal(shown(c), "");
}

static void a_progress_line_never_wraps(void **state)
{
    struct capture *c = *state;
    char name[200];

    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    use_terminal(c, "xterm");
    progress_begin(&c->log, name, 10);
    c->log.stage_start -= 10;
    c->log.last_drawn -= 10;
    progress_set(&c->log, 5);
    assert_true(strlen(shown(c)) <= strlen("\r\033[K") + 79);
    progress_end(&c->log, NULL);
}

#define log_test(name) cmocka_unit_test_setup_teardown(name, capture_setup, capture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_log_nothing_is_said),
        log_test(each_kind_of_line_has_its_beginning),
        log_test(the_level_says_what_is_left_out),
        log_test(control_bytes_are_made_visible),
        log_test(a_very_long_line_is_cut_but_ends),
        log_test(a_stage_is_one_line_where_there_is_no_terminal),
        log_test(a_stage_without_a_result_says_how_much_was_done),
        log_test(a_quiet_log_shows_no_stages),
        log_test(a_terminal_is_told_from_a_file),
        log_test(color_goes_round_the_beginning_only),
        log_test(a_short_stage_draws_nothing),
        log_test(a_long_stage_draws_done_total_rate_and_time_left),
        log_test(redraws_are_at_most_five_a_second),
        log_test(a_line_said_meanwhile_clears_the_progress_first),
        log_test(a_progress_line_never_wraps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
