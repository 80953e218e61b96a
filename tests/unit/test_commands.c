#include "score/cli/commands.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "score/cli/usage.h"
#include "tests/support/support.h"

/* ---- arguments ---- */

static void assert_takes(const char *arguments, int least, int most)
{
    const struct cli_subcommand sub = { "x", arguments, "" };
    int l = -1, m = -1;

    cli_subcommand_takes(&sub, &l, &m);
    assert_int_equal(l, least);
    assert_int_equal(m, most);
}

static void how_many_arguments_follow_a_subcommand_is_read_from_their_words(void **state)
{
    (void)state;
    assert_takes("", 0, 0);
    assert_takes(NULL, 0, INT_MAX);
    assert_takes("ITEM", 1, 1);
    assert_takes("[NAME]", 0, 1);
    assert_takes("NAME TEXT", 2, 2);
    assert_takes("NAME [TEXT]", 1, 2);
    assert_takes("FILE...", 1, INT_MAX);
    assert_takes("[FILE...]", 0, INT_MAX);
    assert_takes("NAME FILE... [DIR]", 2, INT_MAX);
}

/* ---- the table ---- */

static bool is_sentence(const char *text)
{
    size_t len = strlen(text);

    return len > 0 && text[len - 1] == '.' && isupper((unsigned char)text[0]);
}

static void every_command_fills_its_row(void **state)
{
    (void)state;
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++) {
        const char *name = (*c)->name;

        if (cli_find_command(name) != *c)
            fail_msg("two commands '%s'", name);
        if ((*c)->run == NULL || (*c)->summary == NULL || (*c)->description == NULL)
            fail_msg("%s: no run, summary or description", name);
        if (strncmp((*c)->synopsis, name, strlen(name)) != 0)
            fail_msg("%s: the synopsis begins with another name: %s", name, (*c)->synopsis);
        if (strchr((*c)->summary, '\n') != NULL || is_sentence((*c)->summary))
            fail_msg("%s: the summary is one line, no sentence: %s", name, (*c)->summary);
        if ((*c)->description[strlen((*c)->description) - 1] != '.')
            fail_msg("%s: the description is made of sentences", name);
    }
}

static void check_options(const char *of, const struct cli_option *options)
{
    for (const struct cli_option *o = options; o != NULL && o->name != NULL; o++) {
        if (o->help == NULL || o->help[0] == '\0' || strchr(o->help, '\n') != NULL)
            fail_msg("%s --%s: its help is one line", of, o->name);
        for (const struct cli_option *p = options; p != o; p++)
            if (strcmp(p->name, o->name) == 0 || (p->letter != 0 && p->letter == o->letter))
                fail_msg("%s: --%s and --%s have a name or letter in common", of, p->name, o->name);
        for (const struct cli_option *g = cli_global_options; options != cli_global_options && g->name != NULL; g++)
            if (strcmp(g->name, o->name) == 0 || (g->letter != 0 && g->letter == o->letter))
                fail_msg("%s: --%s stands in the way of the global --%s", of, o->name, g->name);
    }
}

static void no_option_stands_in_the_way_of_another(void **state)
{
    (void)state;
    check_options("prodrome", cli_global_options);
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        check_options((*c)->name, (*c)->option);
}

/* Exit statuses 3 and 4 come only from these, and from lists that were given --check. */
static bool may_gate(const struct cli_command *c)
{
    static const char *const gates[] = { "report", "score", "nightly" };

    for (size_t i = 0; i < sizeof(gates) / sizeof(gates[0]); i++)
        if (strcmp(c->name, gates[i]) == 0)
            return true;
    for (const struct cli_option *o = c->option; o != NULL && o->name != NULL; o++)
        if (strcmp(o->name, "check") == 0)
            return true;
    return false;
}

static void every_exit_status_is_one_of_the_table_and_gates_alone_give_3_and_4(void **state)
{
    (void)state;
    for (int s = 0; s < N_STATUSES; s++)
        assert_non_null(cli_status_text[s]);
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++)
        for (const struct cli_exit *e = (*c)->exit; e != NULL && e->when != NULL; e++) {
            if ((int)e->status <= STATUS_USAGE || e->status >= N_STATUSES)
                fail_msg("%s: status %d is not one to explain", (*c)->name, (int)e->status);
            if ((e->status == STATUS_DECISION || e->status == STATUS_BLOCKED) && !may_gate(*c))
                fail_msg("%s: status %d does not come from here", (*c)->name, (int)e->status);
        }
}

static void examples_and_pointers_name_what_there_is(void **state)
{
    (void)state;
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++) {
        char names[256], *rest = names;

        snprintf(names, sizeof(names), "%s", (*c)->see_also != NULL ? (*c)->see_also : "");
        for (const char *name; (name = strtok_r(rest, " ", &rest)) != NULL;)
            if (cli_find_command(name) == NULL)
                fail_msg("%s: points at '%s', which is no command", (*c)->name, name);
        for (const struct cli_example *e = (*c)->example; e != NULL && e->line != NULL; e++)
            if (strstr(e->line, (*c)->name) == NULL)
                fail_msg("%s: an example of something else: %s", (*c)->name, e->line);
    }
}

/* ---- usage ---- */

static void usage_names_every_option_and_subcommand(void **state)
{
    (void)state;
    for (const struct cli_command *const *c = cli_commands; *c != NULL; c++) {
        struct strbuf out;
        char word[128];

        strbuf_init(&out);
        cli_usage(&out, *c);
        assert_contains(out.data, (*c)->synopsis);
        for (const struct cli_option *o = (*c)->option; o != NULL && o->name != NULL; o++) {
            snprintf(word, sizeof(word), "--%s", o->name);
            assert_contains(out.data, word);
        }
        for (const struct cli_subcommand *s = (*c)->sub; s != NULL && s->name != NULL; s++) {
            snprintf(word, sizeof(word), "\n  %s", s->name);
            assert_contains(out.data, word);
        }
        strbuf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_many_arguments_follow_a_subcommand_is_read_from_their_words),
        cmocka_unit_test(every_command_fills_its_row),
        cmocka_unit_test(no_option_stands_in_the_way_of_another),
        cmocka_unit_test(every_exit_status_is_one_of_the_table_and_gates_alone_give_3_and_4),
        cmocka_unit_test(examples_and_pointers_name_what_there_is),
        cmocka_unit_test(usage_names_every_option_and_subcommand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
