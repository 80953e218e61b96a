/*
 * git_view_open: git_directory -> make_folders -> point_at_objects -> choose_head -> write_tags -> stand_in (list_missing, list_paths, put_stand_ins)
 */
#include "datasets/git/git_view.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/git/git_log.h"
#include "datasets/git/git_process.h"

enum { ANSWER_MAX = 64 << 20 };

struct making {
    struct git_view *view;
    const char      *git_dir;   /* of the repository            */
    char             head[65];  /* id of the commit             */
    struct strbuf    refs;      /* packed-refs of the view      */
};

/* ---- folders and files ------------------------------------------------------------------------------------------- */

static int path_in(struct strbuf *out, const struct making *m, const char *name, struct err *err)
{
    strbuf_clear(out);
    strbuf_addf(out, "%s/%s", m->view->dir, name);
    return strbuf_check(out, err);
}

static int put_file(const struct making *m, const char *name, const char *text, size_t len, struct err *err)
{
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    rc = path_in(&path, m, name, err);
    if (rc == 0)
        rc = outfile_put(path.data, text, len, 0600, err);
    strbuf_release(&path);
    return rc;
}

static int make_folders(struct making *m, struct err *err)
{
    static const char *const folders[] = { "refs", "objects", "objects/info", "objects/pack" };
    const char *tmp = getenv("TMPDIR");
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    strbuf_addf(&path, "%s/prodrome-view-XXXXXX", tmp != NULL && tmp[0] == '/' ? tmp : "/tmp");
    rc = strbuf_check(&path, err);
    if (rc == 0 && mkdtemp(path.data) == NULL)
        rc = err_set(err, ERR_IO, "cannot make a folder '%s': %s", path.data, strerror(errno));
    if (rc == 0) {
        m->view->dir = mem_strdup(path.data);
        rc = m->view->dir == NULL ? err_nomem(err) : 0;
    }
    for (size_t i = 0; rc == 0 && i < sizeof folders / sizeof *folders; i++) {
        rc = path_in(&path, m, folders[i], err);
        if (rc == 0 && mkdir(path.data, 0700) < 0)
            rc = err_set(err, ERR_IO, "cannot make a folder '%s': %s", path.data, strerror(errno));
    }
    strbuf_release(&path);
    return rc;
}

/* The one line that git answers. */
static int ask(struct strbuf *out, const char *git_dir, const char *const *arg, struct err *err)
{
    int rc;

    strbuf_clear(out);
    rc = git_capture(out, git_dir, arg, NULL, ANSWER_MAX, err);
    while (rc == 0 && out->len > 0 && out->data[out->len - 1] == '\n')
        out->data[--out->len] = '\0';
    return rc;
}

static int point_at_objects(struct making *m, struct err *err)
{
    static const char *const where[] = { "rev-parse", "--git-path", "objects", NULL };
    static const char *const form[] = { "rev-parse", "--show-object-format", NULL };
    struct strbuf out, config;
    int rc;

    strbuf_init(&out);
    strbuf_init(&config);
    rc = ask(&out, m->git_dir, where, err);
    strbuf_addc(&out, '\n');
    if (rc == 0)
        rc = strbuf_check(&out, err);
    if (rc == 0)
        rc = put_file(m, "objects/info/alternates", out.data, out.len, err);
    if (rc == 0)
        rc = ask(&out, m->git_dir, form, err);
    if (rc == 0) {
        bool plain = strcmp(out.data, "sha1") == 0;

        strbuf_addf(&config, "[core]\n\tbare = true\n\trepositoryformatversion = %d\n", plain ? 0 : 1);
        if (!plain)
            strbuf_addf(&config, "[extensions]\n\tobjectformat = %s\n", out.data);
        rc = strbuf_check(&config, err);
    }
    if (rc == 0)
        rc = put_file(m, "config", config.data, config.len, err);
    strbuf_release(&config);
    strbuf_release(&out);
    return rc;
}

/* ---- HEAD and tags ----------------------------------------------------------------------------------------------- */

static int choose_head(struct making *m, const char *as_of, const char *branch, struct err *err)
{
    struct strbuf name, out;
    struct err own = ERR_INIT;
    int rc;

    strbuf_init(&name);
    strbuf_init(&out);
    strbuf_addf(&name, "%s%s^{commit}", as_of != NULL ? "refs/tags/" : "", as_of != NULL ? as_of : branch != NULL ? branch : "HEAD");
    rc = strbuf_check(&name, err);
    if (rc == 0) {
        const char *const arg[] = { "rev-parse", "--verify", "--quiet", "--end-of-options", name.data, NULL };

        rc = ask(&out, m->git_dir, arg, &own);
    }
    if (rc == ERR_REFUSED && as_of != NULL)
        rc = err_set(err, ERR_NOTFOUND, "'%s' has no tag '%s' of a commit", m->git_dir, as_of);
    else if (rc < 0 && own.code != 0)
        rc = err_set(err, rc == ERR_REFUSED && branch != NULL ? ERR_NOTFOUND : (enum err_code)rc, "'%s' has no commit at %s", m->git_dir, branch != NULL ? branch : "its HEAD");
    if (rc == 0) {
        const char *id = strncmp(out.data, "--end-of-options\n", 17) == 0 ? out.data + 17 : out.data; /* it is answered too */

        snprintf(m->head, sizeof m->head, "%s", id);
        strbuf_clear(&out);
        strbuf_addf(&out, "%s\n", m->head);
        rc = strbuf_check(&out, err);
    }
    if (rc == 0)
        rc = put_file(m, "HEAD", out.data, out.len, err);
    strbuf_release(&out);
    strbuf_release(&name);
    return rc;
}

/* "ID TIME refs/tags/NAME"; NULL: no such line. */
static char *cut_line(char *line, int64_t *time)
{
    char *blank = strchr(line, ' '), *name = blank == NULL ? NULL : strchr(blank + 1, ' ');

    if (name == NULL)
        return NULL;
    *blank = *name = '\0';
    *time = strtoll(blank + 1, NULL, 10);
    return name + 1;
}

static int write_tags(struct making *m, const char *as_of, struct err *err)
{
    static const char *const list[] = { "for-each-ref", "--format=%(objectname) %(creatordate:unix) %(refname)", "refs/tags", NULL };
    struct strbuf out, again;
    char *line, *rest, *name;
    int64_t time;
    int rc;

    strbuf_init(&out);
    strbuf_init(&again);
    rc = ask(&out, m->git_dir, list, err);
    strbuf_adds(&again, rc == 0 ? out.data : "");
    if (rc == 0)
        rc = strbuf_check(&again, err);
    for (rest = again.data; rc == 0 && as_of != NULL && (line = strtok_r(rest, "\n", &rest)) != NULL;)
        if ((name = cut_line(line, &time)) != NULL && strcmp(name + strlen("refs/tags/"), as_of) == 0)
            m->view->time = time;
    for (rest = out.data; rc == 0 && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
        name = cut_line(line, &time);
        if (name == NULL)
            continue;
        if (as_of != NULL && time > m->view->time)
            m->view->n_later++;
        else
            strbuf_addf(&m->refs, "%s %s\n", line, name);
    }
    strbuf_release(&again);
    strbuf_release(&out);
    return rc < 0 ? rc : strbuf_check(&m->refs, err);
}

/* ---- what is missing --------------------------------------------------------------------------------------------- */

static int list_missing(struct intern *out, struct making *m, struct err *err)
{
    static const char *const list[] = { "rev-list", "--objects", "--missing=print", "--all", "HEAD", NULL };
    struct git_process *git = NULL;
    const char *line;
    size_t len;
    int rc = git_process_open(&git, m->view->dir, list, NULL, err);

    while (rc == 0 && (rc = git_process_record(git, '\n', &line, &len, err)) > 0) {
        rc = 0;
        if (line[0] == '?' && intern_add(out, line + 1, len - 1) == INTERN_NONE)
            rc = err_nomem(err);
    }
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    if (rc == 0 && out->n > GIT_MISSING_MAX)
        rc = err_set(err, ERR_REFUSED, "the copy lacks %zu objects: more than the %d that can be stood in for; fetch all of it first", out->n, GIT_MISSING_MAX);
    return rc;
}

/* ":MODE MODE OLD NEW S\tPATH": whether one of the two is missing. */
static bool names_missing(const char *line, const struct intern *missing)
{
    const char *old = line[0] == ':' && strlen(line) > 16 ? line + 15 : NULL;
    size_t n = old == NULL ? 0 : strcspn(old, " ");

    return n > 0 && old[n] == ' ' && strlen(old) > 2 * n &&
           (intern_find(missing, old, n) != INTERN_NONE || intern_find(missing, old + n + 1, n) != INTERN_NONE);
}

/* Files that ever had one of them. */
static int list_paths(struct making *m, const struct intern *missing, struct err *err)
{
    static const char *const list[] = { "log", "--all", "HEAD", "-m", "--raw", "--no-abbrev", "--no-renames", "--format=", "-z", NULL };
    struct git_process *git = NULL;
    const char *record;
    bool next = false;
    size_t len;
    int rc = git_process_open(&git, m->view->dir, list, NULL, err);

    while (rc == 0 && (rc = git_process_record(git, '\0', &record, &len, err)) > 0) {
        rc = 0;
        if (next && intern_add(&m->view->missing_path, record, len) == INTERN_NONE)
            rc = err_nomem(err);
        record += strspn(record, "\n");
        next = !next && names_missing(record, missing);
    }
    if (rc == 0)
        rc = git_process_finish(git, err);
    git_process_close(git);
    return rc;
}

/* A binary content of its own for each, under a name that git replaces the missing one by. */
static int put_stand_ins(struct making *m, const struct intern *missing, struct err *err)
{
    static const char *const put[] = { "hash-object", "-w", "--stdin", NULL };
    struct strbuf content, id;
    int rc = 0;

    strbuf_init(&content);
    strbuf_init(&id);
    for (size_t i = 0; rc == 0 && i < missing->n; i++) {
        strbuf_clear(&content);
        strbuf_clear(&id);
        strbuf_addc(&content, '\0');
        strbuf_adds(&content, missing->str[i]);
        rc = strbuf_check(&content, err);
        if (rc == 0)
            rc = git_capture(&id, m->view->dir, put, &content, 1000, err);
        if (rc == 0)
            strbuf_addf(&m->refs, "%.*s %s%s\n", (int)strcspn(id.data, "\n"), id.data, GIT_STAND_IN_REFS, missing->str[i]);
    }
    strbuf_release(&content);
    strbuf_release(&id);
    return rc < 0 ? rc : strbuf_check(&m->refs, err);
}

static int stand_in(struct making *m, struct err *err)
{
    struct intern missing;
    int rc;

    intern_init(&missing);
    rc = list_missing(&missing, m, err);
    if (rc == 0 && missing.n > 0)
        rc = list_paths(m, &missing, err);
    if (rc == 0 && missing.n > 0)
        rc = put_stand_ins(m, &missing, err);
    m->view->n_missing = missing.n;
    intern_release(&missing);
    return rc;
}

/* ---- all of it --------------------------------------------------------------------------------------------------- */

int git_view_open(struct git_view *out, const char *path, const char *as_of, const char *branch, bool allow_missing, struct err *err)
{
    struct git_view view = { .dir = NULL };
    struct making m = { .view = &view };
    char *git_dir = NULL;
    int rc;

    *out = (struct git_view){ .dir = NULL };
    intern_init(&out->missing_path);
    strbuf_init(&m.refs);
    intern_init(&view.missing_path);
    rc = git_directory(&git_dir, path, err);
    m.git_dir = git_dir;
    if (rc == 0)
        rc = make_folders(&m, err);
    if (rc == 0)
        rc = point_at_objects(&m, err);
    if (rc == 0)
        rc = choose_head(&m, as_of, branch, err);
    if (rc == 0)
        rc = write_tags(&m, as_of, err);
    if (rc == 0)
        rc = put_file(&m, "packed-refs", m.refs.data, m.refs.len, err);
    if (rc == 0 && allow_missing)
        rc = stand_in(&m, err);
    if (rc == 0 && view.n_missing > 0)
        rc = put_file(&m, "packed-refs", m.refs.data, m.refs.len, err);
    strbuf_release(&m.refs);
    mem_free(git_dir);
    if (rc < 0)
        git_view_close(&view);
    else
        *out = view;
    return rc;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

void git_view_close(struct git_view *view)
{
    if (view->dir != NULL)
        nftw(view->dir, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    mem_free(view->dir);
    intern_release(&view->missing_path);
    *view = (struct git_view){ .dir = NULL };
}
