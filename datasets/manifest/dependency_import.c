#include "datasets/manifest/dependency_import.h"

#include <assert.h>
#include <sys/stat.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/manifest/dependency_list.h"

static bool is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int read_paths(struct dependency_list *list, const struct import_options *options, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < options->n_paths; i++) {
        if (options->n_paths > 1 && is_folder(options->path[i]))
            return err_set(err, ERR_USAGE, "'%s' is a folder: dependencies are read from one folder or from files", options->path[i]);
        rc = dependency_list_read(list, options->path[i], err);
    }
    dependency_list_sort(list);
    return rc;
}

static int write_list(const char *path, const struct dependency_list *list, struct err *err)
{
    struct strbuf csv;
    int rc;

    strbuf_init(&csv);
    dependency_list_csv(&csv, list);
    rc = strbuf_check(&csv, err);
    if (rc == 0)
        rc = outfile_put(path, csv.data, csv.len, 0, err);
    strbuf_release(&csv);
    return rc;
}

/* The files whose records may go, or those whose may not. */
static int whole_files(struct import_whole *whole, const char ***files, const struct dependency_list *list, bool folder, struct err *err)
{
    size_t n = folder ? list->n_faults : list->n_files;

    *files = mem_calloc(n, sizeof **files);
    if (*files == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        (*files)[i] = folder ? list->fault[i].file : list->file[i].path;
    whole->file = *files;
    whole->n_files = n;
    whole->except = folder;
    return 0;
}

static int run(struct import_report *report, struct store *store, const struct import_options *options, const struct dependency_list *list, bool folder,
               const struct dependency_release *release, struct err *err)
{
    struct import_whole whole = { .release = release->name, .commit = release->commit, .at = release->at, .n_read = list->n_files + list->n_faults,
                                  .n_ignored = list->n_ignored };
    struct import_options io = *options;
    const char **files = NULL;
    struct strbuf rows;
    int rc = whole_files(&whole, &files, list, folder, err);

    strbuf_init(&rows);
    dependency_list_rows(&rows, list, release->name);
    if (rc == 0)
        rc = strbuf_check(&rows, err);
    io.kind = import_kind_find("dependencies");
    io.text = &rows;
    io.n_paths = 1;
    io.fault = list->fault;
    io.n_faults = list->n_faults;
    io.whole = &whole;
    if (rc == 0)
        rc = import_run(report, store, &io, err);
    strbuf_release(&rows);
    mem_free(files);
    return rc;
}

int dependency_import_list(struct import_report *report, struct store *store, const struct import_options *options, const struct dependency_list *list,
                           const struct dependency_release *release, struct err *err)
{
    assert(options->source != NULL);

    return run(report, store, options, list, true, release, err);
}

int dependency_import(struct import_report *report, struct store *store, const struct import_options *options, const struct dependency_options *more,
                      struct err *err)
{
    struct dependency_release release = { more->release != NULL ? more->release : "", "", 0 };
    struct import_options io = *options;
    struct dependency_list list;
    struct strbuf source;
    int rc;

    assert(options->n_paths > 0);

    io.kind = import_kind_find("dependencies");
    *report = (struct import_report){ .kind = io.kind->name };
    if (io.project == NULL || io.project[0] == '\0')
        return err_set(err, ERR_USAGE, "dependencies need the system that uses them");
    strbuf_init(&source);
    for (size_t i = 0; i < io.n_paths; i++)
        strbuf_addf(&source, "%s%s", i > 0 ? "|" : "", io.path[i]);
    dependency_list_init(&list);
    rc = strbuf_check(&source, err);
    if (rc == 0)
        rc = read_paths(&list, &io, err);
    if (io.source == NULL)
        io.source = source.data;
    if (rc == 0 && list.n_files + list.n_faults == 0)
        rc = err_set(err, ERR_REFUSED, "'%s' has no lock file, manifest or bill of materials that is known (%zu other files)", io.path[0], list.n_ignored);
    if (rc == 0 && more->list_path != NULL)
        rc = write_list(more->list_path, &list, err);
    if (rc == 0)
        rc = run(report, store, &io, &list, io.n_paths == 1 && is_folder(io.path[0]), &release, err);
    dependency_list_release(&list);
    strbuf_release(&source);
    return rc;
}
