#include "datasets/git/git_log.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

/* What the next record is. */
enum {
    WANT_ID,          /* of the first commit */
    WANT_PARENTS,
    WANT_AUTHOR_TIME,
    WANT_COMMIT_TIME,
    WANT_NAME,
    WANT_ADDRESS,
    WANT_MESSAGE,
    WANT_ANY,         /* an entry, counts, or the next commit */
    WANT_PATH,        /* the only or the new one of an entry */
    WANT_OLD_PATH,    /* of an entry, which has a new one */
    WANT_COUNTED_OLD, /* of counts, which have both */
    WANT_COUNTED_NEW
};

void git_log_init(struct git_log *log)
{
    memset(log, 0, sizeof *log);
    arena_init(&log->arena);
}

void git_log_release(struct git_log *log)
{
    mem_free(log->commit.file);
    arena_release(&log->arena);
    git_log_init(log);
}

void git_log_next(struct git_log *log)
{
    struct git_file *file = log->commit.file;
    size_t cap = log->commit.cap_files;

    arena_release(&log->arena);
    memset(log, 0, sizeof *log);
    arena_init(&log->arena);
    log->commit.file = file;
    log->commit.cap_files = cap;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static bool all_hex(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f')))
            return false;
    return true;
}

bool git_is_id(const char *text, size_t len)
{
    return (len == 40 || len == GIT_ID_MAX) && all_hex(text, len);
}

bool git_is_no_id(const char *id)
{
    return id[strspn(id, "0")] == '\0';
}

/* Length of the UTF-8 sequence at text, 0 where there is none: RFC 3629, no surrogates, nothing overlong. */
static size_t sequence(const unsigned char *text, size_t len)
{
    unsigned char lead = text[0], low = 0x80, high = 0xBF;
    size_t want = lead < 0x80 ? 1 : lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;

    if (want == 0 || want > len)
        return 0;
    if (lead == 0xE0)
        low = 0xA0;
    if (lead == 0xED)
        high = 0x9F;
    if (lead == 0xF0)
        low = 0x90;
    if (lead == 0xF4)
        high = 0x8F;
    for (size_t i = 1; i < want; i++) {
        if (text[i] < low || text[i] > high)
            return 0;
        low = 0x80;
        high = 0xBF;
    }
    return want;
}

void git_text(struct strbuf *out, const char *text, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)text;

    for (size_t i = 0; i < len;) {
        size_t n = sequence(bytes + i, len - i);

        if (n == 0) {
            strbuf_addc(out, (char)(0xC0 | bytes[i] >> 6));
            strbuf_addc(out, (char)(0x80 | (bytes[i] & 0x3F)));
        } else if (n == 1 && (bytes[i] < 0x20 || bytes[i] == 0x7F) && bytes[i] != '\n' && bytes[i] != '\t') {
            if (bytes[i] != '\r')
                strbuf_addc(out, ' ');
        } else {
            strbuf_add(out, text + i, n);
        }
        i += n == 0 ? 1 : n;
    }
}

static int keep_text(const char **out, struct git_log *log, const char *text, size_t len, struct err *err)
{
    struct strbuf clean;

    strbuf_init(&clean);
    git_text(&clean, text, len > GIT_MESSAGE_MAX ? GIT_MESSAGE_MAX : len);
    *out = clean.failed ? NULL : arena_memdup(&log->arena, clean.data, clean.len);
    strbuf_release(&clean);
    return *out == NULL ? err_nomem(err) : 0;
}

/* Until 2200, as every import; 0 for what git itself could not make out. */
static int64_t time_of(const char *text)
{
    char *end;
    long long time = strtoll(text, &end, 10);

    return *end != '\0' || end == text || time < 0 || time > 7258118400LL ? 0 : time;
}

/* ---- records ----------------------------------------------------------------------------------------------------- */

static int no_log(const struct git_log *log, const char *what, struct err *err)
{
    return err_set(err, ERR_REFUSED, "git log printed what is no log: %s%s%s", what, log->begun ? " in commit " : "", log->begun ? log->commit.id : "");
}

static int begin_commit(struct git_log *log, const char *record, size_t len, struct err *err)
{
    if (!git_is_id(record, len))
        return no_log(log, "no commit id", err);
    memcpy(log->commit.id, record, len + 1);
    log->begun = true;
    log->state = WANT_PARENTS;
    return 0;
}

/* One field of ":100644 100644 OLD NEW M", up to a blank or the end. */
static size_t take_field(const char **at, const char **field)
{
    size_t len = strcspn(*at, " ");

    *field = *at;
    *at += len + ((*at)[len] == ' ');
    return len;
}

static bool read_blob(char out[GIT_ID_MAX + 1], const char **at)
{
    const char *field;
    size_t len = take_field(at, &field);

    if (!git_is_id(field, len))
        return false;
    memcpy(out, field, len);
    out[len] = '\0';
    return true;
}

static bool read_mode(uint32_t *out, const char **at)
{
    const char *field;
    size_t len = take_field(at, &field);

    *out = 0;
    for (size_t i = 0; i < len; i++) {
        if (field[i] < '0' || field[i] > '7')
            return false;
        *out = *out << 3 | (uint32_t)(field[i] - '0');
    }
    return len == 6;
}

static int begin_entry(struct git_log *log, const char *record, struct err *err)
{
    struct git_commit *commit = &log->commit;
    struct git_file *file;
    const char *at = record + 1;
    int rc = mem_grow(&commit->file, &commit->cap_files, commit->n_files + 1, sizeof *commit->file, err);

    if (rc < 0)
        return rc;
    file = &commit->file[commit->n_files];
    memset(file, 0, sizeof *file);
    if (log->n_counted > 0 || !read_mode(&file->old_mode, &at) || !read_mode(&file->mode, &at) || !read_blob(file->old_id, &at) ||
        !read_blob(file->id, &at) || *at == '\0' || strchr("ACDMRTUX", *at) == NULL)
        return no_log(log, "a bad entry", err);
    file->status = *at;
    commit->n_files++;
    log->state = file->status == 'R' || file->status == 'C' ? WANT_OLD_PATH : WANT_PATH;
    return 0;
}

static int keep_path(const char **out, struct git_log *log, const char *record, size_t len, struct err *err)
{
    if (len == 0 || len > GIT_PATH_MAX)
        return no_log(log, "a path without a name or too long", err);
    *out = arena_memdup(&log->arena, record, len);
    return *out == NULL ? err_nomem(err) : 0;
}

static int end_entry(struct git_log *log, const char *record, size_t len, struct err *err)
{
    struct git_file *file = &log->commit.file[log->commit.n_files - 1];
    int rc = keep_path(&file->path, log, record, len, err);

    if (rc < 0)
        return rc;
    if (file->old_path == NULL)
        file->old_path = file->path;
    log->state = WANT_ANY;
    return 0;
}

static bool read_count(int64_t *out, const char **at, bool *binary)
{
    const char *text = *at;

    *out = 0;
    if (*text == '-') {
        *binary = true;
        text++;
    }
    for (; !*binary && *text >= '0' && *text <= '9'; text++) {
        if (*out > INT64_MAX / 10 - 10)
            return false;
        *out = *out * 10 + (*text - '0');
    }
    if (text == *at || *text != '\t')
        return false;
    *at = text + 1;
    return true;
}

/* Counts come in the order of the entries; git leaves out an entry without a difference. */
static int give_counts(struct git_log *log, const char *path, struct err *err)
{
    struct git_commit *commit = &log->commit;

    while (log->n_counted < commit->n_files && strcmp(commit->file[log->n_counted].path, path) != 0)
        log->n_counted++;
    if (log->n_counted == commit->n_files)
        return no_log(log, "counts of a file that is not in it", err);
    commit->file[log->n_counted].binary = log->binary;
    commit->file[log->n_counted].added = log->added;
    commit->file[log->n_counted].deleted = log->deleted;
    log->n_counted++;
    log->state = WANT_ANY;
    return 0;
}

static int take_counts(struct git_log *log, const char *record, struct err *err)
{
    const char *at = record;

    log->binary = false;
    if (!read_count(&log->added, &at, &log->binary) || !read_count(&log->deleted, &at, &log->binary))
        return no_log(log, "neither an entry nor counts nor a commit", err);
    if (*at != '\0')
        return give_counts(log, at, err);
    log->state = WANT_COUNTED_OLD;
    return 0;
}

/* Entries and counts hold a ':' or a tab where an id cannot. */
static int take_any(struct git_log *log, const char *record, size_t len, struct err *err)
{
    if (git_is_id(record, len))
        return 1;
    if (*record == '\n' && log->commit.n_files == 0)
        record++;
    if (*record == ':')
        return begin_entry(log, record, err);
    return take_counts(log, record, err);
}

int git_log_push(struct git_log *log, const char *record, size_t len, struct err *err)
{
    struct git_commit *commit = &log->commit;
    int rc = 0, next = log->state + 1;

    switch (log->state) {
    case WANT_ID:
        return begin_commit(log, record, len, err);
    case WANT_PARENTS:
        for (const char *at = record; *at != '\0'; at++)
            commit->n_parents += at == record || *at == ' ';
        break;
    case WANT_AUTHOR_TIME:
        commit->author_time = time_of(record);
        break;
    case WANT_COMMIT_TIME:
        commit->commit_time = time_of(record);
        break;
    case WANT_NAME:
        rc = keep_text(&commit->name, log, record, len, err);
        break;
    case WANT_ADDRESS:
        rc = keep_text(&commit->address, log, record, len, err);
        break;
    case WANT_MESSAGE:
        rc = keep_text(&commit->message, log, record, len, err);
        break;
    case WANT_ANY:
        return take_any(log, record, len, err);
    case WANT_OLD_PATH:
        rc = keep_path(&commit->file[commit->n_files - 1].old_path, log, record, len, err);
        next = WANT_PATH;
        break;
    case WANT_PATH:
        return end_entry(log, record, len, err);
    case WANT_COUNTED_OLD:
        break;
    case WANT_COUNTED_NEW:
        return give_counts(log, record, err);
    }
    if (rc == 0)
        log->state = next;
    return rc;
}

int git_log_end(const struct git_log *log, struct err *err)
{
    if (!log->begun)
        return 0;
    return log->state == WANT_ANY ? 1 : no_log(log, "it ends", err);
}
