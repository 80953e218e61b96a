#include "datasets/git/git_rows.h"


#include <stdio.h>
#include <string.h>

#include "datasets/git/git_message.h"

static const char changes_header[] = "project,commit,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,kind,tickets,mass_format,merge\n";
static const char code_header[] = "commit,files,added,removed\n";
static const char releases_header[] = "project,release,deployed,status,members\n";
static const char releases_as_of_header[] = "project,release,planned,deployed,status,retrospective,members\n";
static const char outcomes_header[] = "project,release,change,outcome,time,evidence\n";

int git_rows_init(struct git_rows *rows, struct err *err)
{
    memset(rows, 0, sizeof *rows);
    strbuf_init(&rows->changes);
    strbuf_init(&rows->code);
    strbuf_init(&rows->releases);
    strbuf_init(&rows->outcomes);
    strbuf_adds(&rows->changes, changes_header);
    strbuf_adds(&rows->code, code_header);
    strbuf_adds(&rows->releases, releases_header);
    strbuf_adds(&rows->outcomes, outcomes_header);
    if (rows->changes.failed || rows->code.failed || rows->releases.failed || rows->outcomes.failed)
        return err_nomem(err);
    return 0;
}

void git_rows_release(struct git_rows *rows)
{
    strbuf_release(&rows->changes);
    strbuf_release(&rows->code);
    strbuf_release(&rows->releases);
    strbuf_release(&rows->outcomes);
    memset(rows, 0, sizeof *rows);
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static void add_cell(struct strbuf *out, const char *text, size_t len)
{
    strbuf_addc(out, '"');
    while (len > 0) {
        const char *quote = memchr(text, '"', len);
        size_t n = quote == NULL ? len : (size_t)(quote - text) + 1;

        strbuf_add(out, text, n);
        if (quote != NULL)
            strbuf_addc(out, '"');
        text += n;
        len -= n;
    }
    strbuf_addc(out, '"');
}

static void add_text(struct strbuf *out, const char *text)
{
    add_cell(out, text, strlen(text));
}

static void add_number(struct strbuf *out, double number)
{
    strbuf_addf(out, ",%.6g", number);
}

static void add_count(struct strbuf *out, double number)
{
    strbuf_addf(out, ",%.0f", number);
}

/* The address in small letters, so that it is one person however it is written; without what would part it into several. */
static void add_author(struct strbuf *out, const struct git_commit *commit)
{
    const char *who = commit->address[0] != '\0' ? commit->address : commit->name;

    strbuf_addc(out, '"');
    for (; *who != '\0'; who++)
        strbuf_addc(out, strchr("|;\"\n\t", *who) != NULL ? ' ' : *who >= 'A' && *who <= 'Z' ? (char)(*who | 0x20) : *who);
    strbuf_addc(out, '"');
}

static void add_message(struct strbuf *out, const char *message)
{
    size_t len = strlen(message);

    while (len > 0 && (message[len - 1] == '\n' || message[len - 1] == ' '))
        len--;
    add_cell(out, message, len);
}

static void add_path(struct strbuf *out, const char *path)
{
    for (const char *at = path; *at != '\0';) {
        size_t n = 0;

        while ((unsigned char)at[n] >= 0x20 && at[n] != 0x7F && at[n] != '|' && at[n] != '\\')
            n++;
        git_text(out, at, n);
        at += n;
        if (*at != '\0')
            strbuf_addf(out, "\\%03o", (unsigned)(unsigned char)*at++);
    }
}

/* ---- changes ----------------------------------------------------------------------------------------------------- */

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);

    return n >= m && strcasecmp(name + n - m, end) == 0;
}

static bool is_any(const char *path, const char *const *end, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ends_with(path, end[i]))
            return true;
    return false;
}

static bool is_infrastructure(const char *path)
{
    static const char *const ends[] = { "/Dockerfile", ".dockerfile", "docker-compose.yml", "docker-compose.yaml", ".tf", ".tfvars", "Jenkinsfile",
                                        ".travis.yml", ".gitlab-ci.yml", "azure-pipelines.yml", "Vagrantfile", ".service", ".timer" };
    static const char *const folders[] = { ".github/", ".circleci/", "ansible/", "terraform/", "helm/", "k8s/", "kubernetes/", "puppet/", "docker/" };

    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (strncmp(path, folders[i], strlen(folders[i])) == 0)
            return true;
    return strcmp(path, "Dockerfile") == 0 || is_any(path, ends, sizeof ends / sizeof ends[0]);
}

static bool is_configuration(const char *path)
{
    static const char *const ends[] = { ".properties", ".yml", ".yaml", ".ini", ".cfg", ".conf", ".toml", ".json", ".xml", ".env" };

    return is_any(path, ends, sizeof ends / sizeof ends[0]);
}

const char *git_change_kind(const struct git_commit *commit)
{
    size_t n_infrastructure = 0, n_configuration = 0, n_code = 0;

    for (size_t i = 0; i < commit->n_files; i++) {
        const char *path = commit->file[i].path;

        if (is_infrastructure(path))
            n_infrastructure++;
        else if (is_configuration(path))
            n_configuration++;
        else if (git_is_source(path))
            n_code++;
    }
    if (n_code > 0)
        return "code";
    if (n_infrastructure > 0 && n_infrastructure == commit->n_files)
        return "infrastructure";
    return n_configuration > 0 && n_configuration + n_infrastructure == commit->n_files ? "configuration" : "";
}

static void add_metrics(struct strbuf *out, const struct git_metrics *m, bool fix)
{
    add_count(out, m->ns);
    add_count(out, m->nd);
    add_count(out, m->nf);
    add_number(out, m->entropy);
    add_count(out, m->la);
    add_count(out, m->ld);
    add_number(out, m->lt);
    strbuf_adds(out, fix ? ",1" : ",0");
    add_count(out, m->ndev);
    add_number(out, m->age);
    add_number(out, m->nuc);
    add_count(out, m->exp);
    add_number(out, m->rexp);
    add_count(out, m->sexp);
}

static void add_code(struct strbuf *out, const struct git_change *change)
{
    const struct git_commit *commit = change->commit;
    struct strbuf files;

    strbuf_init(&files);
    for (size_t i = 0; i < commit->n_files && i < GIT_PATHS_MAX; i++) {
        if (i > 0)
            strbuf_addc(&files, '|');
        add_path(&files, commit->file[i].path);
    }
    out->failed |= files.failed;
    strbuf_addf(out, "%s,", commit->id);
    add_cell(out, files.data, files.len);
    strbuf_addc(out, ',');
    add_cell(out, change->patch->added.text.data, change->patch->added.text.len);
    strbuf_addc(out, ',');
    add_cell(out, change->patch->removed.text.data, change->patch->removed.text.len);
    strbuf_addc(out, '\n');
    strbuf_release(&files);
}

int git_rows_change(struct git_rows *rows, const char *project, const struct git_change *change, struct err *err)
{
    const struct git_commit *commit = change->commit;
    struct strbuf *out = &rows->changes;

    add_text(out, project);
    strbuf_addf(out, ",%s,%lld,", commit->id, (long long)commit->author_time);
    add_author(out, commit);
    strbuf_addc(out, ',');
    add_message(out, commit->message);
    add_metrics(out, change->metrics, git_message_fixes(commit->message));
    strbuf_addf(out, ",%s,", git_change_kind(commit));
    add_text(out, change->tickets);
    strbuf_addf(out, ",%s,%s\n", change->mass ? "1" : "", commit->n_parents > 1 ? "1" : "");
    rows->n_changes++;
    if (commit->n_files > 0) {
        add_code(&rows->code, change);
        rows->n_code++;
    }
    return rows->code.failed ? err_nomem(err) : strbuf_check(out, err);
}

/* ---- releases ---------------------------------------------------------------------------------------------------- */

/* The tag that a view was made as of: upcoming then. */
static bool is_upcoming(const struct git_release *release, const char *as_of)
{
    struct strbuf name;
    bool is;

    if (as_of == NULL)
        return false;
    strbuf_init(&name);
    git_text(&name, as_of, strlen(as_of));
    is = !name.failed && strcmp(release->name, name.len > 0 ? name.data : "") == 0;
    strbuf_release(&name);
    return is;
}

int git_rows_releases(struct git_rows *rows, const char *project, const struct git_graph *graph, const char *as_of, struct err *err)
{
    struct strbuf *out = &rows->releases;

    if (as_of != NULL) {
        strbuf_clear(out);
        strbuf_adds(out, releases_as_of_header);
    }
    for (size_t i = 0; i < graph->n_releases; i++) {
        const struct git_release *release = &graph->release[i];

        add_text(out, project);
        strbuf_addc(out, ',');
        add_text(out, release->name);
        if (is_upcoming(release, as_of))
            strbuf_addf(out, ",%lld,,planned,yes,\"", (long long)release->time);
        else
            strbuf_addf(out, as_of != NULL ? ",,%lld,deployed,,\"" : ",%lld,deployed,\"", (long long)release->time);
        for (size_t m = 0; m < release->n_members; m++)
            strbuf_addf(out, "%s%s", m > 0 ? "|" : "", graph->ids.str[release->member[m]]);
        strbuf_adds(out, "\"\n");
        rows->n_releases++;
    }
    return strbuf_check(out, err);
}

/* ---- outcomes ---------------------------------------------------------------------------------------------------- */

static void add_outcome(struct git_rows *rows, const char *project, const char *release, const char *change, const char *outcome, int64_t time,
                        const char *evidence)
{
    struct strbuf *out = &rows->outcomes;

    add_text(out, project);
    strbuf_addc(out, ',');
    add_text(out, release);
    strbuf_addf(out, ",%s,%s,%lld,", change, outcome, (long long)time);
    add_text(out, evidence);
    strbuf_addc(out, '\n');
    rows->n_outcomes++;
}

static void add_reverts(struct git_rows *rows, const char *project, const struct git_graph *graph)
{
    for (size_t i = 0; i < graph->n_reverts; i++) {
        const struct git_revert *revert = &graph->revert[i];
        char evidence[160];

        snprintf(evidence, sizeof evidence, "reverted by %s (its message says so)", graph->ids.str[revert->by]);
        add_outcome(rows, project, "", graph->ids.str[revert->what], "rollback", graph->time[revert->by], evidence);
    }
}

/* The release of which `at` is the next patch, GIT_NONE where none is so near. Of several the newest. */
static uint32_t patched_by(const struct git_graph *graph, uint32_t at)
{
    const struct git_release *patch = &graph->release[at];

    for (uint32_t i = at; i-- > 0 && patch->time - graph->release[i].time <= GIT_HOTFIX_DAYS * (int64_t)86400;)
        if (git_is_patch_of(patch->name, graph->release[i].name))
            return i;
    return GIT_NONE;
}

static uint32_t first_hotfix(const struct git_graph *graph, const struct git_release *release)
{
    for (size_t i = 0; i < release->n_members; i++)
        if (graph->hotfix[release->member[i]])
            return release->member[i];
    return GIT_NONE;
}

static void add_hotfixes(struct git_rows *rows, const char *project, const struct git_graph *graph)
{
    for (uint32_t i = 0; i < graph->n_releases; i++) {
        const struct git_release *release = &graph->release[i];
        uint32_t patched = patched_by(graph, i), commit = first_hotfix(graph, release);
        char evidence[700];

        if (patched != GIT_NONE) {
            snprintf(evidence, sizeof evidence, "patch release %.500s followed within %d days (rule: the next patch number within %d days)", release->name,
                     (int)((release->time - graph->release[patched].time) / 86400) + 1, GIT_HOTFIX_DAYS);
            add_outcome(rows, project, graph->release[patched].name, "", "hotfix", release->time, evidence);
        } else if (commit != GIT_NONE && release->base != GIT_NONE) {
            snprintf(evidence, sizeof evidence, "hotfix %s in release %.500s (rule: a later release that builds on it has a commit whose subject says hotfix)",
                     graph->ids.str[commit], release->name);
            add_outcome(rows, project, graph->release[release->base].name, "", "hotfix", release->time, evidence);
        }
    }
}

int git_rows_outcomes(struct git_rows *rows, const char *project, const struct git_graph *graph, struct err *err)
{
    add_reverts(rows, project, graph);
    add_hotfixes(rows, project, graph);
    return strbuf_check(&rows->outcomes, err);
}
