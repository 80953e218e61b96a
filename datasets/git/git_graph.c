/*
 * git_graph_read: check_shallow -> read_tips (read_head, read_tags) -> read_commits -> own_commits.
 */
#include "datasets/git/git_graph.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_process.h"

enum { ANSWER_MAX = 64 << 20, REVERTS_MAX = 4, SHORT_ID_MIN = 7, NUMBERS_MAX = 8 };

void git_graph_init(struct git_graph *graph)
{
    memset(graph, 0, sizeof *graph);
    arena_init(&graph->arena);
    intern_init(&graph->ids);
    strbuf_init(&graph->tips);
}

void git_graph_release(struct git_graph *graph)
{
    for (size_t i = 0; i < graph->n_releases; i++)
        mem_free(graph->release[i].member);
    mem_free(graph->first);
    mem_free(graph->parent);
    mem_free(graph->time);
    mem_free(graph->hotfix);
    mem_free(graph->revert);
    mem_free(graph->release);
    strbuf_release(&graph->tips);
    intern_release(&graph->ids);
    arena_release(&graph->arena);
    git_graph_init(graph);
}

/* ---- HEAD and tags ----------------------------------------------------------------------------------------------- */

static int check_shallow(const char *git_dir, struct err *err)
{
    static const char *const ask[] = { "rev-parse", "--is-shallow-repository", NULL };
    struct strbuf out;
    int rc;

    strbuf_init(&out);
    rc = git_capture(&out, git_dir, ask, NULL, 100, err);
    if (rc == 0 && strcmp(out.data, "true\n") == 0)
        rc = err_set(err, ERR_REFUSED, "'%s' is a shallow clone: its history is cut off; run 'git fetch --unshallow' in it first", git_dir);
    strbuf_release(&out);
    return rc;
}

/* Appends the id with its newline. */
static int read_head(struct strbuf *tips, const char *git_dir, const char *branch, struct err *err)
{
    struct strbuf name, out;
    struct err own = ERR_INIT;
    int rc;

    strbuf_init(&name);
    strbuf_init(&out);
    strbuf_addf(&name, "%s^{commit}", branch != NULL ? branch : "HEAD");
    rc = strbuf_check(&name, err);
    if (rc == 0) {
        const char *const ask[] = { "rev-parse", "--verify", "--quiet", "--end-of-options", name.data, NULL };

        rc = git_capture(&out, git_dir, ask, NULL, 1000, &own);
        if (rc == ERR_REFUSED && branch != NULL)
            rc = err_set(err, ERR_NOTFOUND, "'%s' has no branch or commit '%s'", git_dir, branch);
        else if (rc == ERR_REFUSED)
            rc = err_set(err, ERR_REFUSED, "'%s' has no commit at its HEAD; name a branch with --branch", git_dir);
        else if (rc < 0)
            rc = err_set(err, (enum err_code)rc, "%s", own.msg);
    }
    /* --end-of-options is answered too */
    if (rc == 0) {
        const char *id = strncmp(out.data, "--end-of-options\n", 17) == 0 ? out.data + 17 : out.data;

        strbuf_adds(tips, id);
    }
    strbuf_release(&out);
    strbuf_release(&name);
    return rc < 0 ? rc : strbuf_check(tips, err);
}

static int add_release(struct git_graph *graph, const char *name, int64_t time, struct err *err)
{
    int rc = mem_grow(&graph->release, &graph->cap_releases, graph->n_releases + 1, sizeof *graph->release, err);

    if (rc < 0)
        return rc;
    graph->release[graph->n_releases] = (struct git_release){ .name = arena_strdup(&graph->arena, name), .commit = GIT_NONE, .time = time, .base = GIT_NONE };
    if (graph->release[graph->n_releases].name == NULL)
        return err_nomem(err);
    graph->n_releases++;
    return 0;
}

bool git_tag_moves(const char *name)
{
    static const char *const words[] = { "latest", "nightly", "continuous", "snapshot", "edge", "canary", "tip", "head", "stable", "unstable", "testing", "dev", "develop", "preview" };
    const char *slash = strrchr(name, '/');

    name = slash == NULL ? name : slash + 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(name, words[i]) == 0)
            return true;
    return false;
}

/* "ID TIME NAME" each; what a tag's id leads to is asked of the second command. */
static int read_tag_lines(struct git_graph *graph, struct strbuf *asked, char *lines, struct err *err)
{
    char *line, *rest = lines;
    int rc = 0;

    while (rc == 0 && (line = strtok_r(rest, "\n", &rest)) != NULL) {
        char *time = strchr(line, ' '), *name = time == NULL ? NULL : strchr(time + 1, ' ');
        struct strbuf clean;

        if (name == NULL || name[1] == '\0' || git_tag_moves(name + 1))
            continue;
        *time = *name = '\0';
        strbuf_init(&clean);
        git_text(&clean, name + 1, strlen(name + 1));
        rc = strbuf_check(&clean, err);
        if (rc == 0)
            rc = add_release(graph, clean.data, time + 1 < name ? strtoll(time + 1, NULL, 10) : -1, err);
        strbuf_addf(asked, "%s^{commit}\n", line);
        strbuf_release(&clean);
    }
    return rc < 0 ? rc : strbuf_check(asked, err);
}

/* "ID commit" or "... missing" for each tag, in the order in which they were asked. Commits go to the tips; `id` holds one for each tag, "" for none. */
static int resolve_tags(struct git_graph *graph, const char **id, char *lines, struct err *err)
{
    char *line, *rest = lines;
    size_t i = 0;

    for (; i < graph->n_releases && (line = strtok_r(rest, "\n", &rest)) != NULL; i++) {
        char *blank = strchr(line, ' ');

        id[i] = "";
        if (blank == NULL || strcmp(blank, " commit") != 0 || !git_is_id(line, (size_t)(blank - line)))
            continue;
        *blank = '\0';
        id[i] = arena_strdup(&graph->arena, line);
        if (id[i] == NULL)
            return err_nomem(err);
        strbuf_addf(&graph->tips, "%s\n", line);
    }
    if (i < graph->n_releases)
        return err_set(err, ERR_REFUSED, "git cat-file answered of %zu tags, not of %zu", i, graph->n_releases);
    return strbuf_check(&graph->tips, err);
}

/* *id: [n_tags], in the arena. */
static int read_tags(struct git_graph *graph, const char ***id, const char *git_dir, struct err *err)
{
    static const char *const list[] = { "for-each-ref", "--format=%(objectname) %(creatordate:unix) %(refname:strip=2)", "refs/tags", NULL };
    static const char *const resolve[] = { "cat-file", "--batch-check=%(objectname) %(objecttype)", NULL };
    struct strbuf out, asked;
    int rc;

    strbuf_init(&out);
    strbuf_init(&asked);
    rc = git_capture(&out, git_dir, list, NULL, ANSWER_MAX, err);
    if (rc == 0)
        rc = read_tag_lines(graph, &asked, out.data, err);
    strbuf_clear(&out);
    graph->n_tags = graph->n_releases;
    *id = arena_calloc(&graph->arena, graph->n_tags + 1, sizeof **id);
    if (rc == 0 && *id == NULL)
        rc = err_nomem(err);
    if (rc == 0 && asked.len > 0)
        rc = git_capture(&out, git_dir, resolve, &asked, ANSWER_MAX, err);
    if (rc == 0)
        rc = resolve_tags(graph, *id, out.data, err);
    strbuf_release(&asked);
    strbuf_release(&out);
    return rc;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Each once, so that the same tips are the same text. */
static int sort_tips(struct strbuf *tips, struct err *err)
{
    struct strbuf sorted;
    char **line = NULL, *at, *rest = tips->data;
    size_t n = 0, cap = 0;
    int rc = 0;

    strbuf_init(&sorted);
    while (rc == 0 && (at = strtok_r(rest, "\n", &rest)) != NULL) {
        rc = mem_grow(&line, &cap, n + 1, sizeof *line, err);
        if (rc == 0)
            line[n++] = at;
    }
    if (n > 0)
        qsort(line, n, sizeof *line, compare_lines);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(line[i], line[i - 1]) != 0)
            strbuf_addf(&sorted, "%s\n", line[i]);
    if (rc == 0)
        rc = strbuf_check(&sorted, err);
    mem_free(line);
    strbuf_release(tips);
    *tips = sorted;
    return rc;
}

/* ---- commits ----------------------------------------------------------------------------------------------------- */

static int add_commit(struct git_graph *graph, const char *id, size_t len, struct err *err)
{
    int rc = 0;

    if (!git_is_id(id, len))
        return err_set(err, ERR_REFUSED, "git log printed what is no log: no commit id");
    if (intern_add(&graph->ids, id, len) == INTERN_NONE)
        return err_nomem(err);
    if (graph->ids.n != graph->n + 1)
        return err_set(err, ERR_REFUSED, "git log printed commit %s twice", id);
    rc = mem_grow(&graph->first, &graph->cap_first, graph->n + 2, sizeof *graph->first, err);
    if (rc == 0)
        rc = mem_grow(&graph->time, &graph->cap_time, graph->n + 1, sizeof *graph->time, err);
    if (rc == 0)
        rc = mem_grow(&graph->hotfix, &graph->cap_hotfix, graph->n + 1, sizeof *graph->hotfix, err);
    if (rc < 0)
        return rc;
    if (graph->n == 0)
        graph->first[0] = 0;
    graph->first[graph->n + 1] = graph->first[graph->n];
    graph->time[graph->n] = 0;
    graph->hotfix[graph->n] = false;
    graph->n++;
    return 0;
}

static int add_parents(struct git_graph *graph, const char *ids, struct err *err)
{
    while (*ids != '\0') {
        size_t len = strcspn(ids, " ");
        uint32_t parent = intern_find(&graph->ids, ids, len), n = graph->first[graph->n];
        int rc;

        if (parent == INTERN_NONE || parent + 1 >= graph->n)
            return err_set(err, ERR_REFUSED, "commit %s comes before its parent %.*s", graph->ids.str[graph->n - 1], (int)len, ids);
        rc = mem_grow(&graph->parent, &graph->cap_parent, (size_t)n + 1, sizeof *graph->parent, err);
        if (rc < 0)
            return rc;
        graph->parent[n] = parent;
        graph->first[graph->n]++;
        ids += len + (ids[len] == ' ');
    }
    return 0;
}

static bool says_hotfix(const char *message)
{
    static const char *const words[] = { "hotfix", "hot-fix", "hot fix" };
    size_t line = strcspn(message, "\n");

    for (size_t at = 0; at < line; at++) {
        if (at > 0 && isalnum((unsigned char)message[at - 1]))
            continue;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (strncasecmp(message + at, words[i], strlen(words[i])) == 0)
                return true;
    }
    return false;
}

/* The only commit before `before` whose id begins so. */
static uint32_t find_short(const struct git_graph *graph, const char *id, size_t len, uint32_t before)
{
    uint32_t found = GIT_NONE;

    for (uint32_t i = 0; i < before; i++)
        if (memcmp(graph->ids.str[i], id, len) == 0) {
            if (found != GIT_NONE)
                return GIT_NONE;
            found = i;
        }
    return found;
}

static int add_revert(struct git_graph *graph, uint32_t by, const char *id, size_t len, struct err *err)
{
    uint32_t what = git_is_id(id, len) ? intern_find(&graph->ids, id, len) : find_short(graph, id, len, by);
    int rc;

    if (what == INTERN_NONE || what >= by)
        return 0;
    for (size_t i = graph->n_reverts; i > 0 && graph->revert[i - 1].by == by; i--)
        if (graph->revert[i - 1].what == what)
            return 0;
    rc = mem_grow(&graph->revert, &graph->cap_reverts, graph->n_reverts + 1, sizeof *graph->revert, err);
    if (rc == 0)
        graph->revert[graph->n_reverts++] = (struct git_revert){ by, what };
    return rc;
}

int git_graph_message(struct git_graph *graph, uint32_t commit, const char *message, struct err *err)
{
    static const char words[] = "This reverts commit";
    const char *at = message;
    int rc = 0;

    graph->hotfix[commit] = says_hotfix(message);
    for (int n = 0; rc == 0 && n < REVERTS_MAX && (at = strstr(at, words)) != NULL; n++) {
        size_t len;

        at += strlen(words);
        at += strspn(at, " \n\t");
        len = strspn(at, "0123456789abcdef");
        if (len >= SHORT_ID_MIN && len <= GIT_ID_MAX && !isalnum((unsigned char)at[len]))
            rc = add_revert(graph, commit, at, len, err);
    }
    return rc;
}

static int take_record(struct git_graph *graph, int field, const char *record, size_t len, struct err *err)
{
    int rc = 0;

    switch (field) {
    case 0:
        rc = add_commit(graph, record, len, err);
        break;
    case 1:
        rc = add_parents(graph, record, err);
        break;
    case 2:
        graph->time[graph->n - 1] = strtoll(record, NULL, 10);
        break;
    case 3:
        rc = git_graph_message(graph, (uint32_t)(graph->n - 1), record, err);
        break;
    }
    return rc;
}

static int read_commits(struct git_graph *graph, const char *git_dir, struct err *err)
{
    static const char *const list[] = { "log", "-z", "--date-order", "--reverse", "--format=%H%x00%P%x00%ct%x00%B", "--stdin", NULL };
    struct git_process *process = NULL;
    const char *record;
    size_t len;
    int rc = git_process_open(&process, git_dir, list, &graph->tips, err);

    for (int field = 0; rc == 0 && (rc = git_process_record(process, '\0', &record, &len, err)) == 1; field = (field + 1) % 4)
        rc = take_record(graph, field, record, len, err);
    if (rc == 0)
        rc = git_process_finish(process, err);
    git_process_close(process);
    return rc;
}

/* ---- releases ---------------------------------------------------------------------------------------------------- */

static int compare_releases(const void *a, const void *b)
{
    const struct git_release *x = a, *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    if (x->commit != y->commit)
        return x->commit < y->commit ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void place_tags(struct git_graph *graph, const char *const *id)
{
    size_t n = 0;

    for (size_t i = 0; i < graph->n_tags; i++) {
        struct git_release *release = &graph->release[i];

        release->commit = id[i][0] == '\0' ? GIT_NONE : intern_find(&graph->ids, id[i], strlen(id[i]));
        if (release->commit == INTERN_NONE)
            continue;
        if (release->time < 0 || release->time > 7258118400LL)
            release->time = graph->time[release->commit];
        graph->release[n++] = *release;
    }
    graph->n_releases = n;
    if (n > 0)
        qsort(graph->release, n, sizeof *graph->release, compare_releases);
}

/* Gives a release what nobody has yet of all that it reaches. `stack` has room for every commit. */
static void own_reached(struct git_graph *graph, uint32_t release, uint32_t *owner, uint32_t *stack)
{
    struct git_release *of = &graph->release[release];
    size_t depth = 0;

    if (owner[of->commit] != GIT_NONE) {
        of->base = owner[of->commit];
        return;
    }
    owner[of->commit] = release;
    stack[depth++] = of->commit;
    while (depth > 0) {
        uint32_t at = stack[--depth];

        of->n_members++;
        for (uint32_t p = graph->first[at]; p < graph->first[at + 1]; p++) {
            uint32_t parent = graph->parent[p], has = owner[parent];

            if (has == GIT_NONE) {
                owner[parent] = release;
                stack[depth++] = parent;
            } else if (has != release && (of->base == GIT_NONE || has > of->base)) {
                of->base = has;
            }
        }
    }
}

static int list_members(struct git_graph *graph, const uint32_t *owner, struct err *err)
{
    for (size_t i = 0; i < graph->n_releases; i++) {
        struct git_release *release = &graph->release[i];

        release->member = release->n_members == 0 ? NULL : mem_alloc(release->n_members * sizeof *release->member);
        if (release->member == NULL && release->n_members > 0)
            return err_nomem(err);
        release->n_members = 0;
    }
    for (uint32_t commit = 0; commit < graph->n; commit++)
        if (owner[commit] != GIT_NONE) {
            struct git_release *release = &graph->release[owner[commit]];

            release->member[release->n_members++] = commit;
        }
    return 0;
}

/* A base without changes of its own stands for its own base; what is left is numbered anew. */
static void drop_empty(struct git_graph *graph, uint32_t *number)
{
    size_t n = 0;

    for (uint32_t i = 0; i < graph->n_releases; i++) {
        struct git_release release = graph->release[i];

        assert(release.base == GIT_NONE || release.base < i);
        if (release.base != GIT_NONE)
            release.base = number[release.base];
        number[i] = release.n_members > 0 ? (uint32_t)n : release.base;
        if (release.n_members > 0)
            graph->release[n++] = release;
    }
    graph->n_releases = n;
}

static int own_commits(struct git_graph *graph, struct err *err)
{
    size_t room = graph->n + graph->n_releases + 1;
    uint32_t *owner = mem_alloc(room * sizeof *owner), *stack = mem_alloc(room * sizeof *stack);
    int rc = owner == NULL || stack == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < graph->n; i++)
        owner[i] = GIT_NONE;
    for (uint32_t i = 0; rc == 0 && i < graph->n_releases; i++)
        own_reached(graph, i, owner, stack);
    if (rc == 0)
        rc = list_members(graph, owner, err);
    if (rc == 0)
        drop_empty(graph, stack);
    mem_free(owner);
    mem_free(stack);
    return rc;
}

int git_graph_read(struct git_graph *graph, const char *git_dir, const char *branch, struct err *err)
{
    const char **id = NULL;
    int rc = check_shallow(git_dir, err);

    if (rc == 0)
        rc = read_head(&graph->tips, git_dir, branch, err);
    if (rc == 0)
        rc = read_tags(graph, &id, git_dir, err);
    if (rc == 0)
        rc = sort_tips(&graph->tips, err);
    if (rc == 0)
        rc = read_commits(graph, git_dir, err);
    if (rc == 0) {
        place_tags(graph, id);
        rc = own_commits(graph, err);
    } else {
        graph->n_releases = 0;
    }
    return rc;
}

void git_graph_reach(const struct git_graph *graph, const char *tips, bool *seen, size_t *n_gone)
{
    *n_gone = 0;
    memset(seen, 0, graph->n * sizeof *seen);
    while (*tips != '\0') {
        size_t len = strcspn(tips, "\n");
        uint32_t commit = intern_find(&graph->ids, tips, len);

        if (commit == INTERN_NONE)
            ++*n_gone;
        else
            seen[commit] = true;
        tips += len + (tips[len] == '\n');
    }
    for (size_t i = graph->n; i-- > 0;) /* children come after their parents */
        for (uint32_t p = graph->first[i]; seen[i] && p < graph->first[i + 1]; p++)
            seen[graph->parent[p]] = true;
}

/* ---- names of versions ------------------------------------------------------------------------------------------- */

/* "v1.2.3" -> 1, 2, 3, *prefix 1. 0 where it is no version, or says more than numbers. */
static size_t read_version(const char *name, size_t *prefix, long number[NUMBERS_MAX])
{
    size_t n = 0;
    const char *at = name + strcspn(name, "0123456789");

    *prefix = (size_t)(at - name);
    while (isdigit((unsigned char)*at)) {
        char *end;

        if (n == NUMBERS_MAX)
            return 0;
        number[n++] = strtol(at, &end, 10);
        at = end;
        if ((*at != '.' && *at != '_') || !isdigit((unsigned char)at[1]))
            break;
        at++;
    }
    return *at == '\0' ? n : 0;
}

bool git_is_patch_of(const char *patch, const char *of)
{
    long a[NUMBERS_MAX] = { 0 }, b[NUMBERS_MAX] = { 0 };
    size_t prefix_a, prefix_b;
    size_t n_a = read_version(patch, &prefix_a, a), n_b = read_version(of, &prefix_b, b);

    if (n_a < 3 || (n_b != n_a && n_b != n_a - 1) || prefix_a != prefix_b || memcmp(patch, of, prefix_a) != 0)
        return false;
    for (size_t i = 0; i + 1 < n_a; i++)
        if (a[i] != b[i])
            return false;
    return a[n_a - 1] > b[n_a - 1]; /* a missing one is 0 */
}
