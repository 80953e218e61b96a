/*
 * cmd_init.c - prodrome init
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "datasets/audit/audit.h"
#include "datasets/base/outfile.h"
#include "score/cli/commands.h"
#include "score/cli/sign_in.h"
#include "score/policy/policy_file.h"

static const struct cli_option options[] = {
    { 0, "admin", "USER", "make the first administrator" },
    { 0, "password-file", "FILE", "their password: the first line of FILE, which nobody else may read (default: ask on the terminal)" },
    { 0, NULL, NULL, NULL },
};

static int write_config(struct cli *cli, struct strbuf *path)
{
    struct err err = ERR_INIT;

    strbuf_addf(path, "%s.conf", cli->store_path);
    if (access(path->data, F_OK) == 0) {
        log_info(&cli->log, "kept the configuration '%s' that is there", path->data);
        return STATUS_DONE;
    }
    if (outfile_put(path->data, config_template(), strlen(config_template()), 0, &err) < 0)
        return cli_fail(cli, &err);
    return STATUS_DONE;
}

/* Beside it the policy, every key of the built-in one commented out. */
static int write_policy(struct cli *cli)
{
    struct strbuf path;
    struct err err = ERR_INIT;
    int status = STATUS_DONE;

    strbuf_init(&path);
    strbuf_addf(&path, "%s.policy", cli->store_path);
    if (access(path.data, F_OK) == 0)
        log_info(&cli->log, "kept the policy '%s' that is there", path.data);
    else if (outfile_put(path.data, policy_template(), strlen(policy_template()), 0, &err) < 0)
        status = cli_fail(cli, &err);
    strbuf_release(&path);
    return status;
}

static int open_new(struct cli *cli, struct store **store, const struct store_options *so, struct err *err)
{
    int rc = store_create(so, false, err);

    if (rc == 0)
        rc = store_open(store, so, STORE_WRITE, err);
    if (rc == 0)
        rc = audit_found(*store, err);
    return rc < 0 ? cli_fail(cli, err) : STATUS_DONE;
}

/* A store that has nobody yet gets its administrator, also when it was made without one. */
static int open_founded(struct cli *cli, struct store **store, const struct store_options *so, struct err *err)
{
    int64_t n = 0;
    int rc = store_open(store, so, STORE_WRITE, err);

    if (rc == 0)
        rc = people_count(&n, *store, err);
    if (rc == 0 && n > 0)
        rc = err_set(err, ERR_USAGE, "store '%s' is there already and has its people; 'prodrome user add' adds others", cli->store_path);
    return rc < 0 ? cli_fail(cli, err) : STATUS_DONE;
}

/* Everything about the administrator that can be wrong is looked at before a store is made. */
static int ask_admin(struct cli *cli, const char *name, struct password *password)
{
    struct err err = ERR_INIT;
    int status;

    if (people_check_name(name, &err) < 0)
        return cli_fail(cli, &err);
    status = password_get(cli, "password-file", "Password of the administrator: ", true, password);
    if (status == STATUS_DONE && people_check_password(name, password->text, password->len, &err) < 0)
        status = cli_fail(cli, &err);
    return status;
}

static int add_admin(struct cli *cli, struct store *store, const char *name, const struct password *password)
{
    struct people_new new = { .name = name, .role = ROLE_ADMINISTRATOR, .password = password->text, .password_len = password->len };
    struct err err = ERR_INIT;

    return people_add(store, &new, NULL, &err) < 0 ? cli_fail(cli, &err) : STATUS_DONE;
}

static int say(struct cli *cli, bool created, const char *admin, const char *config_path)
{
    struct strbuf out;
    int status;

    if (cli->json)
        return cli_print_json(cli, json_pack("{s:i, s:b, s:o}", "schema_version", 1, "created", (int)created, "administrator", admin != NULL ? json_string(admin) : json_null()));
    strbuf_init(&out);
    if (created)
        strbuf_addf(&out, "made the store %s, its keys %s%s, the configuration %s and the policy for releases %s.policy\n"
                    "keep a copy of the keys apart from the store: without them nothing new can be imported or signed\n", cli->store_path,
                    cli->keys_dir != NULL ? cli->keys_dir : cli->store_path, cli->keys_dir != NULL ? "" : ".keys", config_path, cli->store_path);
    if (admin != NULL)
        strbuf_addf(&out, "%s is its administrator, who adds others: prodrome user add NAME --role ROLE --as %s\n", admin, admin);
    status = cli_print(cli, &out);
    strbuf_release(&out);
    return status;
}

static int run(struct cli *cli)
{
    struct store_options so = {
        .path = cli->store_path, .keys_dir = cli->keys_dir, .clock = cli->clock, .log = &cli->log, .command = "init",
    };
    const char *admin = cli_value(cli, "admin");
    bool created = admin == NULL || access(cli->store_path, F_OK) != 0;
    struct store *store = NULL;
    struct password password;
    struct err err = ERR_INIT;
    struct strbuf path;
    int status = STATUS_DONE;

    if (cli->n_args > 0)
        return cli_usage_error(cli, "init takes no argument '%s'", cli->arg[0]);
    if (admin != NULL)
        status = ask_admin(cli, admin, &password);
    if (status == STATUS_DONE)
        status = created ? open_new(cli, &store, &so, &err) : open_founded(cli, &store, &so, &err);
    if (status == STATUS_DONE && admin != NULL)
        status = add_admin(cli, store, admin, &password);
    password_wipe(&password);
    store_close(store);
    strbuf_init(&path);
    if (status == STATUS_DONE && created)
        status = write_config(cli, &path);
    if (status == STATUS_DONE && created)
        status = write_policy(cli);
    if (status == STATUS_DONE)
        status = say(cli, created, admin, path.data);
    strbuf_release(&path);
    return status;
}

static const struct cli_example examples[] = {
    { "prodrome init", "prodrome.db, prodrome.db.keys/, prodrome.db.conf and prodrome.db.policy here" },
    { "prodrome --store /var/lib/prodrome/prodrome.db --keys /etc/prodrome/keys init", "the keys apart from the store" },
    { NULL, NULL },
};

const struct cli_command cmd_init = {
    .name = "init",
    .synopsis = "init [OPTION...]",
    .summary = "create a store, its keys, commented files of configuration and policy, the first administrator",
    .description = "Makes an empty store (--store), its keys directory (--keys, mode 0700) and two files in which every key stands "
                   "commented out at its default: the configuration, and the policy for releases (STORE.policy). Store and keys must not exist; a configuration or policy that is there is kept. With --admin the store gets its first "
                   "administrator, also later, as long as it has nobody.",
    .option = options,
    .run = run,
    .example = examples,
    .see_also = "import nightly policy",
};
