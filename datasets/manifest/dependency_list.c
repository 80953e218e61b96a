#include "datasets/manifest/dependency_list.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/manifest/manifest_inner.h"

enum { DEPTH_MAX = 100 }; /* folders below the one that is read */

void dependency_list_init(struct dependency_list *list)
{
    *list = (struct dependency_list){ .n_files = 0 };
    arena_init(&list->arena);
}

void dependency_list_release(struct dependency_list *list)
{
    for (size_t i = 0; i < list->n_files; i++)
        manifest_release(&list->file[i].manifest);
    mem_free(list->file);
    mem_free(list->fault);
    arena_release(&list->arena);
    *list = (struct dependency_list){ .n_files = 0 };
}

/* ---- faults ------------------------------------------------------------------------------------------------------ */

static int add_fault(struct dependency_list *list, const char *path, uint64_t line, const char *reason, struct err *err)
{
    struct import_fault fault = { .file = arena_strdup(&list->arena, path), .line = line, .reason = arena_strdup(&list->arena, reason) };

    if (fault.file == NULL || fault.reason == NULL)
        return err_nomem(err);
    if (mem_grow(&list->fault, &list->cap_faults, list->n_faults + 1, sizeof *list->fault, err) < 0)
        return ERR_NOMEM;
    list->fault[list->n_faults++] = fault;
    return 0;
}

/* "NAME:LINE: words" or "NAME:LINE:COLUMN: words" taken apart; a message without a line has line 0. */
static int add_refused(struct dependency_list *list, const char *path, const char *name, const char *message, struct err *err)
{
    char reason[ERR_MSG_MAX];
    const char *words = message;
    unsigned long line = 0, column = 0;
    size_t len = strlen(name);

    if (strncmp(words, name, len) == 0 && words[len] == ':') {
        char *end;

        words += len + 1;
        line = strtoul(words, &end, 10);
        if (end != words && *end == ':') {
            words = end + 1;
            column = strtoul(words, &end, 10);
            words = end != words && *end == ':' ? end + 1 : words;
        }
        words += strspn(words, " ");
    }
    if (column > 0)
        snprintf(reason, sizeof reason, "column %lu: %.900s", column, words);
    else
        snprintf(reason, sizeof reason, "%.900s", words);
    return add_fault(list, path, line, reason, err);
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* "https://user:token@host/x" without "user:token@". */
static int drop_credentials(struct manifest *manifest, struct err *err)
{
    for (size_t i = 0; i < manifest->n; i++) {
        const char *version = manifest->entry[i].version, *host = strstr(version, "://"), *at;
        struct strbuf clean;

        if (host == NULL)
            continue;
        host += strlen("://");
        at = memrchr(host, '@', strcspn(host, "/?#"));
        if (at == NULL)
            continue;
        strbuf_init(&clean);
        strbuf_add(&clean, version, (size_t)(host - version));
        strbuf_adds(&clean, at + 1);
        manifest->entry[i].version = clean.failed ? NULL : arena_strdup(&manifest->arena, clean.data);
        strbuf_release(&clean);
        if (manifest->entry[i].version == NULL)
            return err_nomem(err);
    }
    return 0;
}

int dependency_list_add(struct dependency_list *list, const char *path, const char *data, size_t len, struct err *err)
{
    struct dependency_file file = { .path = path };
    struct err why = ERR_INIT;
    int rc;

    if (!manifest_is_known(base_name(path))) {
        list->n_ignored++;
        return 0;
    }
    rc = manifest_read(&file.manifest, base_name(path), data, len, &why);
    if (rc == ERR_REFUSED)
        return add_refused(list, path, base_name(path), why.msg, err);
    if (rc < 0)
        return err_set(err, rc, "%s", why.msg);
    rc = drop_credentials(&file.manifest, err);
    file.path = arena_strdup(&list->arena, path);
    if (rc == 0 && file.path == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = mem_grow(&list->file, &list->cap_files, list->n_files + 1, sizeof *list->file, err);
    if (rc < 0)
        manifest_release(&file.manifest);
    else
        list->file[list->n_files++] = file;
    return rc;
}

/* `known` is the path under which it goes into the list. */
static int read_file(struct dependency_list *list, const char *path, const char *known, struct err *err)
{
    struct err why = ERR_INIT;
    char *data = NULL;
    size_t len = 0;
    int rc;

    if (!manifest_is_known(base_name(known))) {
        list->n_ignored++;
        return 0;
    }
    rc = file_read(&data, &len, path, MANIFEST_MAX_BYTES, &why);
    if (rc == ERR_NOMEM)
        return err_nomem(err);
    if (rc < 0)
        return add_fault(list, known, 0, rc == ERR_REFUSED ? "larger than 256 MiB" : "cannot be read", err);
    rc = dependency_list_add(list, known, data, len, err);
    mem_free(data);
    return rc;
}

/* ---- folders ----------------------------------------------------------------------------------------------------- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_entered(const struct dirent *entry)
{
    static const char *const not_ours[] = { ".", "..", "node_modules", ".git" };

    for (size_t i = 0; i < sizeof not_ours / sizeof *not_ours; i++)
        if (strcmp(entry->d_name, not_ours[i]) == 0)
            return 0;
    return 1;
}

static int read_folder(struct dependency_list *list, struct strbuf *path, size_t root, int depth, struct err *err);

/* `path` names the entry; what follows `root` bytes of it is what it is known by. */
static int read_entry(struct dependency_list *list, struct strbuf *path, size_t root, int depth, struct err *err)
{
    struct stat st;

    if (lstat(path->data, &st) != 0)
        return manifest_is_known(base_name(path->data)) ? add_fault(list, path->data + root, 0, "cannot be read", err) : 0;
    if (S_ISREG(st.st_mode))
        return read_file(list, path->data, path->data + root, err);
    return S_ISDIR(st.st_mode) ? read_folder(list, path, root, depth + 1, err) : 0;
}

static int read_folder(struct dependency_list *list, struct strbuf *path, size_t root, int depth, struct err *err)
{
    struct dirent **entry = NULL;
    size_t len = path->len;
    int n, rc = 0;

    if (depth > DEPTH_MAX)
        return add_fault(list, path->data + root, 0, "more than 100 folders deep: not entered", err);
    n = scandir(path->data, &entry, is_entered, by_name);
    if (n < 0 && depth == 0)
        return err_set(err, ERR_IO, "cannot read the folder '%s': %s", path->data, strerror(errno));
    if (n < 0)
        return errno == ENOMEM ? err_nomem(err) : add_fault(list, path->data + root, 0, "a folder that cannot be read", err);
    for (int i = 0; i < n; i++) {
        if (rc == 0) {
            strbuf_addf(path, "%s%s", path->data[path->len - 1] == '/' ? "" : "/", entry[i]->d_name);
            rc = strbuf_check(path, err);
        }
        if (rc == 0)
            rc = read_entry(list, path, root, depth, err);
        if (path->len > len) {
            path->len = len;
            path->data[len] = '\0';
        }
        free(entry[i]);
    }
    free(entry);
    return rc;
}

int dependency_list_read(struct dependency_list *list, const char *path, struct err *err)
{
    struct strbuf walk;
    struct stat st;
    int rc;

    if (stat(path, &st) != 0)
        return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_NOTFOUND : ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    if (!S_ISDIR(st.st_mode)) {
        while (strncmp(path, "./", 2) == 0)
            path += 2;
        if (!manifest_is_known(base_name(path)))
            return err_set(err, ERR_USAGE, "'%s' is no lock file, manifest or bill of materials that is known", path);
        return read_file(list, path, path, err);
    }
    strbuf_init(&walk);
    strbuf_adds(&walk, path);
    rc = strbuf_check(&walk, err);
    if (rc == 0)
        rc = read_folder(list, &walk, walk.len + (path[walk.len - 1] == '/' ? 0 : 1), 0, err);
    strbuf_release(&walk);
    return rc;
}

static int by_path(const void *a, const void *b)
{
    const struct dependency_file *x = a, *y = b;

    return strcmp(x->path, y->path);
}

static int by_file(const void *a, const void *b)
{
    const struct import_fault *x = a, *y = b;

    return strcmp(x->file, y->file);
}

void dependency_list_sort(struct dependency_list *list)
{
    if (list->n_files > 1)
        qsort(list->file, list->n_files, sizeof *list->file, by_path);
    if (list->n_faults > 1)
        qsort(list->fault, list->n_faults, sizeof *list->fault, by_file);
}

/* ---- as text ----------------------------------------------------------------------------------------------------- */

static void add_field(struct strbuf *out, const char *text, char end)
{
    bool quoted = strpbrk(text, ",;\"\t\r\n") != NULL;

    if (quoted)
        strbuf_addc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *text);
    }
    if (quoted)
        strbuf_addc(out, '"');
    strbuf_addc(out, end);
}

void dependency_list_csv(struct strbuf *out, const struct dependency_list *list)
{
    strbuf_adds(out, "file,ecosystem,name,version,scope,direct\n");
    for (size_t f = 0; f < list->n_files; f++)
        for (size_t i = 0; i < list->file[f].manifest.n; i++) {
            const struct manifest_entry *entry = &list->file[f].manifest.entry[i];

            add_field(out, list->file[f].path, ',');
            add_field(out, entry->ecosystem, ',');
            add_field(out, entry->name, ',');
            add_field(out, entry->version, ',');
            add_field(out, entry->scope, ',');
            strbuf_addf(out, "%d\n", entry->direct);
        }
}

static bool same_name(const struct manifest_entry *x, const struct manifest_entry *y)
{
    return strcmp(x->ecosystem, y->ecosystem) == 0 && strcmp(x->name, y->name) == 0;
}

/* Entries [0, n) of one name. */
static int add_row(struct strbuf *out, const struct dependency_file *file, const struct manifest_entry *entry, size_t n, const char *release, struct strbuf *versions)
{
    const char *scope = entry->scope;
    int direct = entry->direct;

    strbuf_clear(versions);
    for (size_t i = 0; i < n; i++) {
        strbuf_addf(versions, "%s%s", i > 0 ? "|" : "", entry[i].version);
        if (manifest_scope_rank(entry[i].scope) < manifest_scope_rank(scope))
            scope = entry[i].scope;
        if (entry[i].direct > direct)
            direct = entry[i].direct;
    }
    if (versions->failed)
        return -1;
    add_field(out, release, ',');
    add_field(out, file->path, ',');
    add_field(out, entry->ecosystem, ',');
    add_field(out, entry->name, ',');
    add_field(out, versions->data, ',');
    add_field(out, scope, ',');
    strbuf_adds(out, direct < 0 ? "\n" : direct > 0 ? "1\n" : "0\n");
    return 0;
}

void dependency_list_rows(struct strbuf *out, const struct dependency_list *list, const char *release)
{
    struct strbuf versions;

    strbuf_init(&versions);
    strbuf_adds(out, "release,file,ecosystem,name,version,scope,direct\n");
    for (size_t f = 0; f < list->n_files; f++) {
        const struct manifest *manifest = &list->file[f].manifest;

        for (size_t i = 0, n; i < manifest->n; i += n) {
            for (n = 1; i + n < manifest->n && same_name(&manifest->entry[i], &manifest->entry[i + n]); n++)
                continue;
            if (add_row(out, &list->file[f], &manifest->entry[i], n, release, &versions) < 0)
                out->failed = 1;
        }
    }
    strbuf_release(&versions);
}
