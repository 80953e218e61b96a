/*
 *   similar_file_renew -> each project: similar_section_read -> put_section ; all of them -> put_table -> outfile_commit
 *   similar_file_open_current -> map -> read_tail ; similar_file_section -> read_section (places, check)
 */
#include "score/similar/similar_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/store/index_place.h"
#include "score/similar/similar_postmortems.h"

static const char magic[8] = { 'P', 'R', 'O', 'D', 'S', 'I', 'M', '2' };

enum { BYTE_ORDER_MARK = 0x01020304, SECTIONS_MAX = 1 << 20 };

struct entry {
    uint64_t at, name_len, n_rows, n_postmortems, n_cols, nnz, nnz_title, n_links, words_len, check;
    double   mean_length[2];
};

struct tail {
    char     magic[8];
    uint32_t byte_order, n_sections;
    uint8_t  state[DIGEST_SIZE];
    uint64_t table_at, size; /* of all the file */
    uint64_t check;
};

_Static_assert(sizeof(struct entry) == 96 && sizeof(struct duplicate_link) == 16 && sizeof(struct tail) == 72 && sizeof(size_t) == 8 && sizeof(struct posting) == 8, "as similar_file.h draws them");

/* Where the arrays of a section are, counted from its begin. */
struct places {
    uint64_t name, record, version, created, start, title_start, list_check, title_check, link, group_start, df, by_word, word_start, group, member, words, posting, title_posting, end;
};

static uint64_t put_place(uint64_t *at, uint64_t n, uint64_t size)
{
    uint64_t here = *at;

    *at += (n * size + 7) / 8 * 8;
    return here;
}

static struct places place_arrays(const struct entry *e)
{
    struct places p;
    uint64_t at = 0;

    p.name = put_place(&at, e->name_len + 1, 1);
    p.record = put_place(&at, e->n_rows, 8);
    p.version = put_place(&at, e->n_rows, 8);
    p.created = put_place(&at, e->n_rows, 8);
    p.start = put_place(&at, e->n_cols + 1, 8);
    p.title_start = put_place(&at, e->n_cols + 1, 8);
    p.list_check = put_place(&at, e->n_cols, 8);
    p.title_check = put_place(&at, e->n_cols, 8);
    p.link = put_place(&at, e->n_links, sizeof(struct duplicate_link));
    p.group_start = put_place(&at, e->n_rows + 1, 8);
    p.df = put_place(&at, e->n_cols, 4);
    p.by_word = put_place(&at, e->n_cols, 4);
    p.word_start = put_place(&at, e->n_cols, 4);
    p.group = put_place(&at, e->n_rows, 4);
    p.member = put_place(&at, e->n_rows, 4);
    p.words = put_place(&at, e->words_len, 1);
    p.posting = put_place(&at, e->nnz, sizeof(struct posting));
    p.title_posting = put_place(&at, e->nnz_title, sizeof(struct posting));
    p.end = at;
    return p;
}

static uint64_t check_tail(const struct entry *table, const struct tail *tail)
{
    return similar_check(similar_check(0, table, tail->n_sections * sizeof *table), tail, offsetof(struct tail, check));
}

/* ------------------------------------------------------------- writing */

struct writing {
    struct outfile *out;
    uint64_t        at;
    uint64_t        check;   /* of the section at hand, word by word */
    struct entry   *entry;   /* [n] */
    size_t          n, cap;
};

/* An array and what fills it up to 8 bytes. */
static int put_array(struct writing *w, const void *data, size_t len, struct err *err)
{
    static const char zeros[8];
    size_t fill = (8 - len % 8) % 8;
    int rc = len > 0 ? outfile_write(w->out, data, len, err) : 0;

    if (rc == 0 && fill > 0)
        rc = outfile_write(w->out, zeros, fill, err);
    w->at += len + fill;
    w->check = similar_check(w->check, data, len);
    return rc;
}

static uint64_t *check_lists_of(const struct search_index *index)
{
    uint64_t *check = mem_calloc(index->n_cols, sizeof *check);

    for (uint32_t c = 0; check != NULL && c < index->n_cols; c++)
        check[c] = similar_check(0, index->posting + index->start[c], (index->start[c + 1] - index->start[c]) * sizeof(struct posting));
    return check;
}

static int put_arrays(struct writing *w, const struct similar_section *s, const uint64_t *list_check, const uint64_t *title_check, struct err *err)
{
    static const size_t no_columns[1];
    size_t n_rows = s->n_rows, n_cols = s->index.n_cols;
    const struct { const void *data; size_t len; } part[] = {
        { s->project, strlen(s->project) + 1 },
        { s->record, n_rows * 8 },
        { s->version, n_rows * 8 },
        { s->created, n_rows * 8 },
        { n_cols == 0 ? no_columns : s->index.start, (n_cols + 1) * 8 },
        { n_cols == 0 ? no_columns : s->title.start, (n_cols + 1) * 8 },
        { list_check, n_cols * 8 },
        { title_check, n_cols * 8 },
        { s->link, s->n_links * sizeof *s->link },
        { s->group_start, (n_rows + 1) * 8 },
        { s->df, n_cols * 4 },
        { s->by_word, n_cols * 4 },
        { s->word_start, n_cols * 4 },
        { s->group, n_rows * 4 },
        { s->member, n_rows * 4 },
        { s->words, s->words_len },
    };
    int rc = 0;

    w->check = 0;
    for (size_t i = 0; rc == 0 && i < sizeof part / sizeof *part; i++)
        rc = put_array(w, part[i].data, part[i].len, err);
    return rc;
}

static size_t postings_of(const struct search_index *index)
{
    return index->n_cols == 0 ? 0 : index->start[index->n_cols];
}

static int put_section(struct writing *w, const struct similar_section *s, struct err *err)
{
    size_t nnz = postings_of(&s->index), nnz_title = postings_of(&s->title);
    uint64_t *list_check = check_lists_of(&s->index), *title_check = check_lists_of(&s->title);
    struct entry *e;
    int rc = list_check == NULL || title_check == NULL ? err_nomem(err) : mem_grow(&w->entry, &w->cap, w->n + 1, sizeof *w->entry, err);

    if (rc == 0) {
        e = &w->entry[w->n++];
        *e = (struct entry){ .at = w->at, .name_len = strlen(s->project), .n_rows = s->n_rows, .n_postmortems = s->n_postmortems, .n_cols = s->index.n_cols, .nnz = nnz,
                             .nnz_title = nnz_title, .n_links = s->n_links, .words_len = s->words_len, .mean_length = { s->mean_length[0], s->mean_length[1] } };
        rc = put_arrays(w, s, list_check, title_check, err);
        e->check = w->check;
    }
    if (rc == 0)
        rc = put_array(w, s->index.posting, nnz * sizeof(struct posting), err);
    if (rc == 0)
        rc = put_array(w, s->title.posting, nnz_title * sizeof(struct posting), err);
    mem_free(list_check);
    mem_free(title_check);
    return rc;
}

static int put_end(struct writing *w, const uint8_t state[DIGEST_SIZE], struct err *err)
{
    struct tail tail = { .byte_order = BYTE_ORDER_MARK, .n_sections = (uint32_t)w->n, .table_at = w->at };
    int rc = put_array(w, w->entry, w->n * sizeof *w->entry, err);

    memcpy(tail.magic, magic, sizeof magic);
    memcpy(tail.state, state, DIGEST_SIZE);
    tail.size = w->at + sizeof tail;
    tail.check = check_tail(w->entry, &tail);
    if (rc == 0)
        rc = put_array(w, &tail, sizeof tail, err);
    return rc < 0 ? rc : outfile_commit(w->out, err);
}

static int writing_begin(struct writing *w, const char *path, int mode, struct err *err)
{
    int rc = outfile_open(&w->out, path, mode, err);

    return rc < 0 ? rc : put_array(w, magic, sizeof magic, err);
}

static void writing_release(struct writing *w)
{
    outfile_close(w->out);
    mem_free(w->entry);
}

int similar_file_write(const char *path, const struct similar_section *section, uint32_t n, const uint8_t state[DIGEST_SIZE], int mode, struct err *err)
{
    struct writing w = { .n = 0 };
    int rc = writing_begin(&w, path, mode, err);

    for (uint32_t i = 0; rc == 0 && i < n; i++)
        rc = put_section(&w, &section[i], err);
    if (rc == 0)
        rc = put_end(&w, state, err);
    writing_release(&w);
    return rc;
}

/* ------------------------------------------------------------- reading */

static int damaged(struct err *err)
{
    return err_set(err, ERR_INTEGRITY, "the index of similar incidents is damaged");
}

static const struct entry *table_of(const struct similar_file *file)
{
    return (const void *)(file->data + file->table_at);
}

int similar_file_of(struct similar_file *out, const void *data, size_t size, struct err *err)
{
    struct similar_file file = { .data = data, .size = size };
    struct tail tail;

    if (size < sizeof magic + sizeof tail || size % 8 != 0 || memcmp(data, magic, sizeof magic) != 0)
        return err_set(err, ERR_INTEGRITY, "it is no index of similar incidents");
    memcpy(&tail, file.data + size - sizeof tail, sizeof tail);
    if (memcmp(tail.magic, magic, sizeof magic) != 0 || tail.size != size || tail.n_sections > SECTIONS_MAX)
        return damaged(err);
    if (tail.byte_order != BYTE_ORDER_MARK)
        return err_set(err, ERR_INTEGRITY, "the index of similar incidents is from another kind of processor");
    if (tail.table_at % 8 != 0 || tail.table_at != size - sizeof tail - tail.n_sections * sizeof(struct entry))
        return damaged(err);
    file.table_at = tail.table_at;
    file.n_sections = tail.n_sections;
    memcpy(file.state, tail.state, DIGEST_SIZE);
    if (check_tail(table_of(&file), &tail) != tail.check)
        return damaged(err);
    *out = file;
    return 0;
}

/* A name, numbers of rows and columns: such that no product of them overflows and all lies before the table. */
static int check_entry(const struct entry *e, const struct similar_file *file, struct err *err)
{
    if (e->at < sizeof magic || e->at % 8 != 0 || e->at > file->table_at || e->name_len > file->size || e->n_rows > UINT32_MAX || e->n_postmortems > e->n_rows || e->n_cols > UINT32_MAX ||
        e->nnz > file->size || e->nnz_title > file->size || e->n_links > file->size || e->words_len > file->size || !isfinite(e->mean_length[0]) || !isfinite(e->mean_length[1]))
        return damaged(err);
    return place_arrays(e).end <= file->table_at - e->at ? 0 : damaged(err);
}

const char *similar_file_project(size_t *len, const struct similar_file *file, uint32_t i)
{
    const struct entry *e = table_of(file) + i;

    assert(i < file->n_sections);
    *len = 0;
    if (check_entry(e, file, NULL) < 0)
        return "";
    *len = e->name_len;
    return (const char *)file->data + e->at;
}

/* mmap's memory is no const to the compiler; nobody writes there (similar_file.h), and the pages would refuse it. */
static void *array_at(const struct similar_file *file, const struct entry *e, uint64_t place)
{
    return (void *)(uintptr_t)(file->data + e->at + place);
}

static uint64_t check_arrays(const struct similar_section *s, const struct entry *e)
{
    uint64_t check = similar_check(0, s->project, e->name_len + 1);

    check = similar_check(check, s->record, e->n_rows * 8);
    check = similar_check(check, s->version, e->n_rows * 8);
    check = similar_check(check, s->created, e->n_rows * 8);
    check = similar_check(check, s->index.start, (e->n_cols + 1) * 8);
    check = similar_check(check, s->title.start, (e->n_cols + 1) * 8);
    check = similar_check(check, s->list_check, e->n_cols * 8);
    check = similar_check(check, s->title_check, e->n_cols * 8);
    check = similar_check(check, s->link, e->n_links * sizeof *s->link);
    check = similar_check(check, s->group_start, (e->n_rows + 1) * 8);
    check = similar_check(check, s->df, e->n_cols * 4);
    check = similar_check(check, s->by_word, e->n_cols * 4);
    check = similar_check(check, s->word_start, e->n_cols * 4);
    check = similar_check(check, s->group, e->n_rows * 4);
    check = similar_check(check, s->member, e->n_rows * 4);
    return similar_check(check, s->words, e->words_len);
}

static struct similar_section place_section(const struct similar_file *file, const struct entry *e)
{
    struct places p = place_arrays(e);
    struct similar_section s = { .project = array_at(file, e, p.name), .n_rows = e->n_rows, .n_postmortems = e->n_postmortems, .words_len = e->words_len };

    s.record = array_at(file, e, p.record);
    s.version = array_at(file, e, p.version);
    s.index = (struct search_index){ .n_rows = e->n_rows, .n_cols = (uint32_t)e->n_cols, .start = array_at(file, e, p.start), .posting = array_at(file, e, p.posting) };
    s.title = (struct search_index){ .n_rows = e->n_rows, .n_cols = (uint32_t)e->n_cols, .start = array_at(file, e, p.title_start), .posting = array_at(file, e, p.title_posting) };
    s.created = array_at(file, e, p.created);
    s.list_check = array_at(file, e, p.list_check);
    s.title_check = array_at(file, e, p.title_check);
    s.link = array_at(file, e, p.link);
    s.n_links = e->n_links;
    s.mean_length[0] = e->mean_length[0];
    s.mean_length[1] = e->mean_length[1];
    s.group_start = array_at(file, e, p.group_start);
    s.df = array_at(file, e, p.df);
    s.by_word = array_at(file, e, p.by_word);
    s.word_start = array_at(file, e, p.word_start);
    s.group = array_at(file, e, p.group);
    s.member = array_at(file, e, p.member);
    s.words = array_at(file, e, p.words);
    return s;
}

static int read_section(struct similar_section *out, const struct similar_file *file, const struct entry *e, struct err *err)
{
    struct similar_section s = place_section(file, e);

    if (check_arrays(&s, e) != e->check || s.project[e->name_len] != '\0' || (e->n_cols > 0 && s.words_len == 0) ||
        (s.words_len > 0 && s.words[s.words_len - 1] != '\0') || s.index.start[e->n_cols] != e->nnz ||
        s.title.start[e->n_cols] != e->nnz_title)
        return damaged(err);
    *out = s;
    return 0;
}

int similar_file_section(struct similar_section *out, const struct similar_file *file, const char *project, struct err *err)
{
    const char *wanted = project == NULL ? "" : project;

    for (uint32_t i = project == NULL && file->n_sections > 0 ? file->n_sections - 1 : 0; i < file->n_sections; i++) { /* that of all is the last */
        const struct entry *e = table_of(file) + i;
        size_t len;
        const char *name = similar_file_project(&len, file, i);

        if (check_entry(e, file, err) < 0)
            return ERR_INTEGRITY;
        if (project == NULL || (len == strlen(wanted) && memcmp(name, wanted, len) == 0))
            return read_section(out, file, e, err);
    }
    return err_set(err, ERR_NOTFOUND, "the index of similar incidents has no project '%s'", wanted);
}

/* The sections', then that of the tail; lists of postings keep theirs. */
void similar_file_seal(void *data, size_t size)
{
    struct similar_file file = { .data = data, .size = size };
    struct tail *tail;

    if (size < sizeof magic + sizeof *tail || size % 8 != 0)
        return;
    tail = (void *)((unsigned char *)data + size - sizeof *tail);
    if (tail->n_sections > SECTIONS_MAX || tail->n_sections * sizeof(struct entry) > size - sizeof magic - sizeof *tail)
        return;
    tail->size = size;
    tail->table_at = file.table_at = size - sizeof *tail - tail->n_sections * sizeof(struct entry);
    for (uint32_t i = 0; i < tail->n_sections; i++) {
        struct entry *e = (struct entry *)(void *)((unsigned char *)data + tail->table_at) + i;
        struct similar_section s;

        if (check_entry(e, &file, NULL) < 0)
            continue;
        s = place_section(&file, e);
        e->check = check_arrays(&s, e);
    }
    tail->check = check_tail(table_of(&file), tail);
}

int similar_file_open(struct similar_file *out, const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *data;
    int rc;

    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_NOTFOUND : ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0) {
        close(fd);
        return err_set(err, ERR_INTEGRITY, "'%s' is no index of similar incidents", path);
    }
    data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (data == MAP_FAILED)
        return err_set(err, ERR_IO, "cannot map '%s': %s", path, strerror(errno));
    rc = similar_file_of(out, data, (size_t)st.st_size, err);
    if (rc < 0)
        munmap(data, (size_t)st.st_size);
    return rc;
}

void similar_file_close(struct similar_file *file)
{
    if (file->data != NULL)
        munmap((void *)(uintptr_t)file->data, file->size);
    *file = (struct similar_file){ .size = 0 };
}

int similar_file_open_current(struct similar_file *out, struct store *store, struct err *err)
{
    struct similar_file file = { .size = 0 };
    uint8_t state[DIGEST_SIZE];
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    rc = index_place_path(&path, store, err);
    if (rc == 0)
        rc = similar_file_open(&file, path.data, err);
    if (rc == 0)
        rc = index_place_state(state, store, err);
    if (rc == 0 && memcmp(state, file.state, DIGEST_SIZE) != 0)
        rc = err_set(err, ERR_REFUSED, "the index of similar incidents is older than what was last imported");
    strbuf_release(&path);
    if (rc < 0) {
        similar_file_close(&file);
        return rc;
    }
    *out = file;
    return 0;
}

/* ------------------------------------------------------------- renewing */

struct renewing {
    struct store   *store;
    struct snapshot snapshot;
    struct postmortem_table postmortems;
    int             n_threads;
    struct writing  writing;
};

int similar_section_read(struct similar_section *out, struct store *store, const struct snapshot *snapshot, const char *project, const struct postmortem_table *postmortems, int n_threads,
                         struct err *err)
{
    struct ticket_table tickets = { .n = 0 };
    int rc = tickets_load(&tickets, store, snapshot, project, err);

    if (rc == 0)
        rc = similar_postmortems_put(&tickets, postmortems, err);
    if (rc == 0)
        rc = similar_section_make(out, project == NULL ? "" : project, &tickets, postmortems->n, n_threads, err);
    tickets_release(&tickets);
    return rc;
}

static int put_project(struct renewing *r, const char *project, struct err *err)
{
    struct similar_section section = { .n_rows = 0 };
    int rc = similar_section_read(&section, r->store, &r->snapshot, project, &r->postmortems, r->n_threads, err);

    if (rc == 0)
        rc = put_section(&r->writing, &section, err);
    similar_section_release(&section);
    return rc;
}

/* Who may read the store may read what is made of it, and nobody else. */
static int mode_of_store(const struct store *store)
{
    struct stat st;

    return stat(store->path, &st) == 0 ? (int)(st.st_mode & 0666) : 0600;
}

static int put_projects(struct renewing *r, const char *path, const uint8_t state[DIGEST_SIZE], bool *made, struct err *err)
{
    struct arena arena;
    const char **project = NULL;
    size_t n = 0;
    int rc;

    arena_init(&arena);
    rc = projects_list(&project, &n, &arena, r->store, &r->snapshot, "ticket", err);
    if (rc == 0 && n > 0)
        rc = writing_begin(&r->writing, path, mode_of_store(r->store), err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = put_project(r, project[i], err);
    if (rc == 0 && n > 1)
        rc = put_project(r, NULL, err);
    if (rc == 0 && n > 0)
        rc = put_end(&r->writing, state, err);
    *made = rc == 0 && n > 0;
    arena_release(&arena);
    return rc;
}

static int make_anew(bool *made, struct store *store, int n_threads, struct err *err)
{
    struct renewing r = { .store = store, .n_threads = n_threads };
    uint8_t state[DIGEST_SIZE];
    struct strbuf path;
    int rc;

    strbuf_init(&path);
    rc = index_place_path(&path, store, err);
    if (rc == 0)
        rc = index_place_state(state, store, err);
    if (rc == 0)
        rc = snapshot_peek(&r.snapshot, store, err);
    if (rc == 0)
        rc = similar_postmortems_load(&r.postmortems, store, &r.snapshot, err);
    if (rc == 0)
        rc = put_projects(&r, path.data, state, made, err);
    writing_release(&r.writing);
    postmortems_release(&r.postmortems);
    snapshot_release(&r.snapshot);
    strbuf_release(&path);
    return rc;
}

int similar_file_renew(bool *made, struct store *store, int n_threads, struct err *err)
{
    struct similar_file file = { .size = 0 };
    struct err none = ERR_INIT;

    assert(store->lock_fd >= 0);
    *made = false;
    if (similar_file_open_current(&file, store, &none) == 0) {
        similar_file_close(&file);
        return 0;
    }
    return make_anew(made, store, n_threads, err);
}
