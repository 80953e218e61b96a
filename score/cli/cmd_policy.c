/*
 * cmd_policy.c - prodrome policy show|check|sign
 */
#include <string.h>

#include "datasets/store/snapshot.h"
#include "score/cli/commands.h"
#include "score/cli/release_name.h"
#include "score/cli/sign_in.h"
#include "score/policy/policy_in_force.h"
#include "score/release/facts_rules.h"
#include "score/report/report_read.h"

static const struct cli_option options[] = {
    { 'p', "project", "NAME", "check: the project of the release, where its name alone is not unique" },
    SIGN_IN_OPTIONS,
    { 0, NULL, NULL, NULL },
};

/* What each subcommand works on. */
struct job {
    struct cli            *cli;
    struct store          *store;
    struct config          config;
    struct policy_in_force in_force;
};

static int open_job(struct job *j, enum store_mode mode)
{
    struct err err = ERR_INIT;
    int status = cli_open_store(j->cli, &j->store, mode);

    if (status == STATUS_DONE)
        status = cli_load_config(j->cli, &j->config);
    if (status == STATUS_DONE && policy_in_force(&j->in_force, j->store, &j->config, &err) < 0)
        status = cli_fail(j->cli, &err);
    return status;
}

static void close_job(struct job *j)
{
    policy_in_force_release(&j->in_force);
    config_release(&j->config);
    store_close(j->store);
}

/* -------------------------------------------------------------------------------------------------------------- show */

/* As comments: what follows them can be read as a policy file. */
static void add_head(struct strbuf *out, const struct policy_in_force *f)
{
    char at[TIME_ISO_MAX];

    strbuf_addf(out, "; release policy '%s', %s, hash %.12s\n; rules: %s; costs and capacity: %s\n", f->now.version, f->from_file ? "from its file" : "built in", f->now.hash,
                policy_state_name[f->rules], policy_state_name[f->costs]);
    if (f->policy_id != 0)
        strbuf_addf(out, "; signed last: number %lld by %s (%s) at %s, hash %.12s\n", (long long)f->policy_id, f->signed_by, f->role, time_format(f->signed_at, at), f->last.hash);
    if (policy_says(f) != NULL)
        strbuf_addf(out, "; %s\n", policy_says(f));
    if (policy_says_of_costs(f) != NULL)
        strbuf_addf(out, "; %s\n", policy_says_of_costs(f));
    strbuf_addc(out, '\n');
}

static int show(struct job *j)
{
    struct strbuf out, text;
    json_t *doc;
    int status;

    strbuf_init(&out);
    strbuf_init(&text);
    policy_text(&text, &j->in_force.now);
    if (j->cli->json) {
        doc = json_pack("{s:i, s:o, s:s}", "schema_version", 1, "policy", facts_policy(&j->in_force), "text", text.data);
        if (j->in_force.policy_id != 0) {
            strbuf_clear(&text);
            policy_text(&text, &j->in_force.last);
            json_object_set_new(doc, "signed_text", json_string(text.data));
        }
        status = cli_print_json(j->cli, doc);
    } else {
        add_head(&out, &j->in_force);
        strbuf_add(&out, text.data, text.len);
        status = cli_print_visible(j->cli, &out);
    }
    strbuf_release(&text);
    strbuf_release(&out);
    return status;
}

/* ------------------------------------------------------------------------------------------------------------- check */

static void add_match(struct strbuf *out, const json_t *m)
{
    const char *commit = report_text(m, "commit"), *in = report_text(m, "in");

    strbuf_addf(out, "          %s '%s'", report_text(m, "condition"), report_text(m, "matched"));
    if (in[0] != '\0')
        strbuf_addf(out, ": %s", in);
    if (commit[0] != '\0')
        strbuf_addf(out, " in change %.12s", commit);
    strbuf_addc(out, '\n');
}

static void add_release(struct strbuf *out, const json_t *doc)
{
    const json_t *one, *match, *blind = json_object_get(doc, "rules_blind");
    size_t i, k;

    strbuf_addf(out, "%s/%s, criticality %s: %s\n", report_text(doc, "project"), report_text(doc, "release"), report_text(doc, "criticality"),
                strcmp(report_text(doc, "strictest"), "off") == 0 ? "no rule is met" : report_text(doc, "strictest"));
    json_array_foreach(json_object_get(doc, "rules"), i, one)
    {
        long long more = (long long)json_integer_value(json_object_get(one, "matched")) - (long long)json_array_size(json_object_get(one, "matches"));

        strbuf_addf(out, "  %-6s  rule '%s': %s\n", report_text(one, "effect"), report_text(one, "rule"), report_text(one, "reason"));
        json_array_foreach(json_object_get(one, "matches"), k, match)
            add_match(out, match);
        if (more > 0)
            strbuf_addf(out, "          and %lld more\n", more);
    }
    json_array_foreach(json_object_get(doc, "evidence"), i, one)
        if (strcmp(report_text(one, "effect"), "off") != 0 && strcmp(report_text(one, "state"), "given") != 0)
            strbuf_addf(out, "  %-6s  evidence '%s' is %s\n", report_text(one, "effect"), report_text(one, "item"), report_text(one, "state"));
    if (json_integer_value(json_object_get(blind, "changes_without_paths")) > 0)
        strbuf_addf(out, "  no rule of paths could look at %lld of %lld changes: their files are not known\n",
                    (long long)json_integer_value(json_object_get(blind, "changes_without_paths")), (long long)json_integer_value(json_object_get(blind, "changes")));
}

static int facts_of(struct job *j, json_t **doc)
{
    struct snapshot snapshot = { .n = 0 };
    struct facts facts = { .store = j->store, .config = &j->config, .snapshot = &snapshot };
    const char *project = NULL, *name = NULL;
    struct arena arena;
    struct err err = ERR_INIT;
    int status = STATUS_DONE;

    arena_init(&arena);
    if (snapshot_peek(&snapshot, j->store, &err) < 0)
        status = cli_fail(j->cli, &err);
    if (status == STATUS_DONE)
        status = cli_find_release(j->cli, j->store, &snapshot, j->cli->arg[1], &arena, &project, &name);
    if (status == STATUS_DONE && facts_policy_release(doc, &facts, &j->in_force, project, name, &err) < 0)
        status = cli_fail(j->cli, &err);
    snapshot_release(&snapshot);
    arena_release(&arena);
    return status;
}

static int check(struct job *j)
{
    const struct policy_in_force *f = &j->in_force;
    json_t *doc = NULL;
    struct strbuf out;
    size_t n_rules = 0;
    int status = j->cli->n_args > 1 ? facts_of(j, &doc) : STATUS_DONE;

    if (status != STATUS_DONE)
        return status;
    if (j->cli->json)
        return cli_print_json(j->cli, json_pack("{s:i, s:o, s:o}", "schema_version", 1, "policy", facts_policy(f), "release", doc != NULL ? doc : json_null()));
    for (size_t i = 0; i < f->now.n_rules; i++)
        n_rules += f->now.rule[i].effect != POLICY_OFF;
    strbuf_init(&out);
    if (doc == NULL && j->config.path[0] != '\0')
        strbuf_addf(&out, "the configuration '%s' is well formed: %zu source%s\n", j->config.path, j->config.n_sources, j->config.n_sources == 1 ? "" : "s");
    else if (doc == NULL)
        strbuf_adds(&out, "there is no configuration, the defaults hold\n");
    if (doc != NULL)
        add_release(&out, doc);
    else
        strbuf_addf(&out, "%s: %zu rules, version '%s', %s\n", f->from_file ? "the policy file is well formed" : "there is no policy file, the built-in policy holds", n_rules,
                    f->now.version, policy_state_name[f->rules]);
    status = cli_print_visible(j->cli, &out);
    strbuf_release(&out);
    json_decref(doc);
    return status;
}

/* -------------------------------------------------------------------------------------------------------------- sign */

static int sign(struct job *j)
{
    struct policy_signed made;
    struct person person;
    struct strbuf out;
    struct err err = ERR_INIT;
    int status = sign_in(j->cli, j->store, &person);

    if (status == STATUS_DONE && policy_sign(&made, j->store, &j->config, &person, &err) < 0)
        status = cli_fail(j->cli, &err);
    if (status != STATUS_DONE)
        return status;
    if (j->cli->json)
        return cli_print_json(j->cli, json_pack("{s:i, s:I, s:I, s:s, s:s, s:s}", "schema_version", 1, "number", (json_int_t)made.policy_id, "signature_id",
                                                (json_int_t)made.signature_id, "hash", made.hash, "user", person.name, "role", role_name[person.role]));
    strbuf_init(&out);
    strbuf_addf(&out, "release policy %lld is in force: version '%s', hash %.12s, signature %lld by %s (%s)\n", (long long)made.policy_id, j->in_force.now.version, made.hash,
                (long long)made.signature_id, person.name, role_name[person.role]);
    status = cli_print_visible(j->cli, &out);
    strbuf_release(&out);
    return status;
}

static const struct verb {
    const char     *name;
    enum store_mode mode;
    int           (*work)(struct job *j);
} verbs[] = { { "show", STORE_READ, show }, { "check", STORE_READ, check }, { "sign", STORE_WRITE, sign } };

static int run(struct cli *cli)
{
    struct job j = { .cli = cli };
    const char *verb = cli->n_args > 0 ? cli->arg[0] : "";
    int status = STATUS_USAGE;

    for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
        if (strcmp(verbs[i].name, verb) != 0 || cli->n_args > (verbs[i].work == check ? 2 : 1))
            continue;
        status = open_job(&j, verbs[i].mode);
        if (status == STATUS_DONE)
            status = verbs[i].work(&j);
        close_job(&j);
        return status;
    }
    return cli_usage_error(cli, "policy takes show, check [RELEASE] or sign");
}

static const struct cli_subcommand subcommands[] = {
    { "show", "", "the whole policy, costs and capacity, as a policy file; whether it is signed" },
    { "check", "[RELEASE]", "whether policy and configuration are well formed; with RELEASE which rules it meets and what evidence it lacks" },
    { "sign", "", "put what the file and the configuration say in force: --as" },
    { NULL, NULL, NULL },
};

static const struct cli_exit exits[] = {
    { STATUS_INTEGRITY, "what was signed is not as it was signed, or the store is damaged" },
    { 0, NULL },
};

static const struct cli_file files[] = {
    { "STORE.policy", "the policy: prodrome.policy(5)" },
    { NULL, NULL },
};

static const struct cli_example examples[] = {
    { "prodrome policy show", "what holds for releases" },
    { "prodrome policy check ehr/2026.07", "which rules that release meets, and by what" },
    { "prodrome policy sign --as ada", "ada is asked for her password" },
    { NULL, NULL },
};

const struct cli_command cmd_policy = {
    .name = "policy",
    .synopsis = "policy show|check|sign [RELEASE] [OPTION...]",
    .summary = "rules beside the model, evidence that a release needs, costs: what holds, and who signed it",
    .description = "Rules stand beside the model, and the stricter of both wins. They are built in, and STORE.policy says what an organisation has otherwise: where a person must look "
                   "at any score, what holds a release, which evidence is asked for by criticality, what is looked at after a release. 'show' prints all of it with its hash, with the costs "
                   "and the capacity of the configuration. 'check' tells whether the file and the configuration are well formed (exit status 2 and the line where not); of a release which rules it meets and "
                   "which evidence it lacks, without a model and without storing anything; its exit status is no verdict.\n"
                   "'sign' puts rules, costs and capacity in force as they are now: by an administrator or somebody of the role security, who proves it by a password. A file that nobody has "
                   "signed holds at once, beside what was signed last, and every release needs a review meanwhile; costs and capacity that nobody has signed do not hold where some were "
                   "signed before, and where none were, every release needs a review as long as they are not the built-in ones. So nothing is loosened by editing a "
                   "file. The signature is over the hash of the whole policy, and the audit trail vouches for it.",
    .option = options,
    .run = run,
    .sub = subcommands,
    .exit = exits,
    .file = files,
    .example = examples,
    .see_also = "report review init audit",
};
