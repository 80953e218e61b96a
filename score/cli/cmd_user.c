/*
 * cmd_user.c - prodrome user add|list|role|identify|disable|enable|passwd
 */
#include <string.h>

#include "datasets/audit/audit.h"
#include "score/cli/commands.h"
#include "score/cli/sign_in.h"

static const struct cli_option options[] = {
    { 0, "role", "ROLE", "add, role: administrator, clinical, security, engineering, release-manager or auditor" },
    { 0, "identity", "TEXT", "add, identify: an e-mail address, account or name by which exports know the person; may be repeated" },
    SIGN_IN_OPTIONS,
    NEW_PASSWORD_OPTION,
    { 0, NULL, NULL, NULL },
};

/* ------------------------------------------------------------- list */

static void list_row(struct strbuf *out, json_t *rows, const struct people_row *p, int64_t now)
{
    char created[TIME_ISO_MAX], until[TIME_ISO_MAX];
    bool locked = p->locked_until != TIME_NONE && p->locked_until > now;
    const char *state = p->disabled_at != TIME_NONE ? "disabled" : locked ? "locked" : "active";

    time_format(locked ? p->locked_until : TIME_NONE, until);
    strbuf_addf(out, "%-24s  %-15s  %-8s  %2lld  %s%s%s\n", p->name, role_name[p->role], state, (long long)p->n_identities, time_format(p->created_at, created),
                locked ? "  until " : "", until);
    json_array_append_new(rows, json_pack("{s:s, s:s, s:s, s:I, s:s, s:s}", "name", p->name, "role", role_name[p->role], "state", state, "identities",
                                          (json_int_t)p->n_identities, "created_at", created, "locked_until", until));
}

static int list(struct cli *cli)
{
    struct store *store = NULL;
    struct people_list people = {0};
    json_t *rows = json_array();
    struct strbuf out;
    struct err err = ERR_INIT;
    int status = cli_open_store(cli, &store, STORE_READ);

    strbuf_init(&out);
    if (status == STATUS_DONE && people_list(&people, store, &err) < 0)
        status = cli_fail(cli, &err);
    if (people.n > 0)
        strbuf_adds(&out, "name                      role             state     ids  since\n");
    for (size_t i = 0; i < people.n; i++)
        list_row(&out, rows, &people.row[i], store_now(store));
    if (people.n == 0)
        strbuf_adds(&out, "nobody yet: 'prodrome init --admin USER' makes the first administrator\n");
    if (status == STATUS_DONE)
        status = cli->json ? cli_print_json(cli, json_pack("{s:i, s:O}", "schema_version", 1, "users", rows)) : cli_print_visible(cli, &out);
    json_decref(rows);
    strbuf_release(&out);
    people_list_release(&people);
    store_close(store);
    return status;
}

/* ------------------------------------------------------------- what an administrator does */

static int say(struct cli *cli, const char *name, const char *done)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:s, s:s}", "schema_version", 1, "user", name, "done", done));
    strbuf_init(&out);
    strbuf_addf(&out, "%s: %s\n", name, done);
    status = cli_print_visible(cli, &out);
    strbuf_release(&out);
    return status;
}

static int role_given(struct cli *cli, enum role *out)
{
    const char *role = cli_value(cli, "role");

    if (role == NULL)
        return cli_usage_error(cli, "which role? --role administrator, clinical, security, engineering, release-manager or auditor");
    if (!role_find(out, role))
        return cli_usage_error(cli, "unknown role '%s': administrator, clinical, security, engineering, release-manager or auditor", role);
    return STATUS_DONE;
}

static size_t identities_given(const struct cli *cli, const char *identity[CLI_VALUES_MAX])
{
    size_t n = 0;

    while (n < CLI_VALUES_MAX && (identity[n] = cli_value_at(cli, "identity", n)) != NULL)
        n++;
    return n;
}

static int add(struct cli *cli, struct store *store, const char *name, const struct person *by)
{
    const char *identity[CLI_VALUES_MAX];
    struct people_new new = { .name = name, .identity = identity, .n_identities = identities_given(cli, identity) };
    struct password password;
    struct err err = ERR_INIT;
    int status = role_given(cli, &new.role);

    if (status == STATUS_DONE && (people_require(store, by, POWER_PEOPLE, &err) < 0 || people_check_name(name, &err) < 0))
        status = cli_fail(cli, &err);
    if (status != STATUS_DONE)
        return status;
    status = password_get(cli, "new-password-file", "Password of the new user: ", true, &password);
    new.password = password.text;
    new.password_len = password.len;
    if (status == STATUS_DONE && people_add(store, &new, by, &err) < 0)
        status = cli_fail(cli, &err);
    password_wipe(&password);
    return status;
}

static int set_role(struct cli *cli, struct store *store, const char *name, const struct person *by)
{
    struct err err = ERR_INIT;
    enum role role;
    int status = role_given(cli, &role);

    if (status == STATUS_DONE && people_set_role(store, name, role, by, &err) < 0)
        status = cli_fail(cli, &err);
    return status;
}

static int identify(struct cli *cli, struct store *store, const char *name, const struct person *by)
{
    const char *identity[CLI_VALUES_MAX];
    size_t n = identities_given(cli, identity);
    struct err err = ERR_INIT;

    if (n == 0)
        return cli_usage_error(cli, "which other name? --identity TEXT");
    return people_identify(store, name, identity, n, by, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

static int disable(struct cli *cli, struct store *store, const char *name, const struct person *by)
{
    struct err err = ERR_INIT;

    return people_disable(store, name, true, by, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

static int enable(struct cli *cli, struct store *store, const char *name, const struct person *by)
{
    struct err err = ERR_INIT;

    return people_disable(store, name, false, by, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

static int passwd(struct cli *cli, struct store *store, const char *name, const struct person *by)
{
    struct password password;
    struct err err = ERR_INIT;
    int status = password_get(cli, "new-password-file", "New password: ", true, &password);

    if (status == STATUS_DONE && people_set_password(store, name, password.text, password.len, by, &err) < 0)
        status = cli_fail(cli, &err);
    password_wipe(&password);
    return status;
}

static const struct verb {
    const char *name, *done;
    int       (*work)(struct cli *cli, struct store *store, const char *name, const struct person *by);
} verbs[] = {
    { "add", "added", add },                { "role", "role set", set_role },  { "identify", "identities added", identify },
    { "disable", "disabled", disable },     { "enable", "enabled", enable },   { "passwd", "password set", passwd },
};

static int run_verb(struct cli *cli, const struct verb *verb)
{
    struct store *store = NULL;
    struct person by;
    const char *name = cli->n_args == 2 ? cli->arg[1] : cli_value(cli, "as");
    int status = cli_open_store(cli, &store, STORE_WRITE);

    if (status == STATUS_DONE)
        status = sign_in(cli, store, &by);
    if (status == STATUS_DONE)
        status = verb->work(cli, store, name, &by);
    store_close(store);
    return status == STATUS_DONE ? say(cli, name, verb->done) : status;
}

static int run(struct cli *cli)
{
    const char *verb = cli->n_args > 0 ? cli->arg[0] : "";

    if (cli->n_args == 1 && strcmp(verb, "list") == 0)
        return list(cli);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, verb) == 0 && (cli->n_args == 2 || (cli->n_args == 1 && verbs[i].work == passwd)))
            return run_verb(cli, &verbs[i]);
    return cli_usage_error(cli, "user takes 'list', 'passwd [NAME]', or 'add', 'role', 'identify', 'disable' or 'enable' with a NAME");
}

static const struct cli_subcommand subcommands[] = {
    { "list", "", "everybody: role, since when, locked or disabled" },
    { "add", "NAME", "somebody new: --role, --identity" },
    { "role", "NAME", "another role: --role" },
    { "identify", "NAME", "further names by which the exports know them: --identity" },
    { "disable", "NAME", "they may no longer sign; what they signed stays" },
    { "enable", "NAME", "they may again" },
    { "passwd", "[NAME]", "another password; without NAME one's own" },
    { NULL, NULL, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome user add bea --role engineering --identity bea@example.org --as ada", "ada is asked for her password, then for bea's" },
    { "prodrome user list", "who may decide" },
    { NULL, NULL },
};

const struct cli_command cmd_user = {
    .name = "user",
    .synopsis = "user SUBCOMMAND [NAME] [OPTION...]",
    .summary = "people who may decide: names, roles, passwords",
    .description = "An administrator (--as) adds people ('add NAME --role ROLE'), changes their role, adds names by which exports know them ('identify'; kept as "
                   "pseudonyms only: nobody decides on their own work), disables and enables them; 'passwd' sets one's own password, or by an administrator "
                   "another's, and ends a lock. 'list' needs no password. Nobody is deleted, and the last administrator stays. The password is asked for on the terminal "
                   "or is the first line of --password-file; at least 12 characters. After ten failures in a row a name is locked for 15 minutes.\n"
                   "Roles: administrator manages people and signs nothing; clinical, security and engineering decide on tickets, changes, releases and drift; "
                   "release-manager on changes, releases and drift; clinical and engineering approve and reject models; engineering and release-manager put them into "
                   "production; auditor reads.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .example = examples,
    .see_also = "init review model",
};
