/*
 * fuzz_git_log.c - any bytes as what git printed, or as what was kept of a history: the first byte tells which. A commit that comes out is whole: ids are ids, text is UTF-8
 * without control bytes, every file has its path; words stay within their bounds; a history that is read is written as the same bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/git/git_graph.h"
#include "datasets/git/git_history.h"
#include "datasets/git/git_patch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_text(const char *text)
{
    struct strbuf again;

    check(text != NULL);
    strbuf_init(&again);
    git_text(&again, text, strlen(text));
    check(strcmp(again.data, text) == 0); /* clean text stays as it is */
    strbuf_release(&again);
}

static void check_commit(const struct git_commit *commit)
{
    check(git_is_id(commit->id, strlen(commit->id)));
    check(commit->author_time >= 0 && commit->commit_time >= 0);
    check_text(commit->name);
    check_text(commit->address);
    check_text(commit->message);
    for (size_t i = 0; i < commit->n_files; i++) {
        const struct git_file *file = &commit->file[i];

        check(file->path != NULL && file->path[0] != '\0' && file->old_path != NULL);
        check(git_is_id(file->id, strlen(file->id)) && git_is_id(file->old_id, strlen(file->old_id)));
        check(file->added >= 0 && file->deleted >= 0);
    }
}

static int64_t no_lines(void *ctx, const char *blob)
{
    (void)ctx;
    (void)blob;
    return 1;
}

static void use_commit(struct git_history *history, const struct git_commit *commit)
{
    struct git_metrics m;

    check_commit(commit);
    check(git_history_add(&m, history, commit, false, no_lines, NULL, NULL) == 0);
    check(m.entropy >= 0 && m.entropy <= 1 + 1e-9 && m.age >= 0 && m.rexp <= m.exp && m.sexp <= m.exp && m.nd >= m.ns);
}

static void read_log(const char *data, size_t size)
{
    static const uint8_t key[DIGEST_KEY_SIZE] = { 1 };
    struct git_history history;
    struct git_log log;
    struct err err = ERR_INIT;
    int rc = 0;

    git_log_init(&log);
    git_history_init(&history, key);
    for (const char *end = data + size; rc == 0 && data < end;) {
        size_t len = strnlen(data, (size_t)(end - data));
        char *record = malloc(len + 1);

        check(record != NULL);
        memcpy(record, data, len);
        record[len] = '\0';
        rc = git_log_push(&log, record, len, &err);
        if (rc == 1) {
            use_commit(&history, &log.commit);
            git_log_next(&log);
            rc = git_log_push(&log, record, len, &err);
        }
        free(record);
        data += len + 1;
    }
    if (rc == 0)
        rc = git_log_end(&log, &err);
    if (rc == 1)
        use_commit(&history, &log.commit);
    check(rc >= 0 || err.msg[0] != '\0');
    git_history_release(&history);
    git_log_release(&log);
}

static void read_patch(const char *data, size_t size)
{
    struct git_file file[3] = { { .path = "a.c", .mode = 0100644, .old_mode = 0100644 }, { .path = "b.c", .mode = 0120000, .old_mode = 0100644 }, { .path = "c.txt", .mode = 0100644 } };
    struct git_commit commit = { .file = file, .n_files = 3 };
    struct git_patch patch;

    git_patch_init(&patch);
    git_patch_begin(&patch, &commit);
    for (const char *end = data + size; data < end;) {
        const char *newline = memchr(data, '\n', (size_t)(end - data));
        size_t len = (size_t)((newline == NULL ? end : newline) - data);

        git_patch_line(&patch, data, len);
        data += len + 1;
    }
    check(patch.added.n <= GIT_TOKENS_MAX && patch.removed.n <= GIT_TOKENS_MAX);
    check_text(patch.added.text.data);
    check_text(patch.removed.text.data);
    git_patch_release(&patch);
}

static void read_history(const char *data, size_t size)
{
    static const uint8_t key[DIGEST_KEY_SIZE] = { 1 };
    struct git_history history;
    struct strbuf out;

    git_history_init(&history, key);
    strbuf_init(&out);
    if (git_history_load(&history, data, size, NULL) == 0) {
        check(git_history_save(&out, &history, NULL) == 0);
        check(out.len == size && memcmp(out.data, data, size) == 0);
    }
    strbuf_release(&out);
    git_history_release(&history);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool ready;
    char *copy;

    if (!ready)
        check(digest_setup(NULL) == 0);
    ready = true;
    if (size == 0)
        return 0;
    copy = malloc(size > 1 ? size - 1 : 1); /* of exactly its size, so that a sanitizer sees the first byte beyond */
    check(copy != NULL);
    memcpy(copy, data + 1, size - 1);
    if (data[0] % 3 == 0)
        read_log(copy, size - 1);
    else if (data[0] % 3 == 1)
        read_patch(copy, size - 1);
    else
        read_history(copy, size - 1);
    free(copy);
    return 0;
}
