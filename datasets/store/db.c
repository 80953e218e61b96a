#include "datasets/store/db.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

enum {
    BUSY_MS = 10 * 1000,
    CACHE_KIB = 64 * 1024,
    HEADER_SIZE = 100,      /* of an SQLite file */
    COPY_PAGES = 1024,      /* 4 MiB between two words on progress */
    COPY_CACHE_KIB = 16 * 1024,
    CHECKPOINT_PAGES = 4000 /* 16 MiB: an import of a million rows syncs the file a hundred times, not a thousand */
};

struct db {
    sqlite3 *handle;
    char *path;  /* for messages, owned                     */
    pid_t owner; /* process that opened it: no child may use it */
};

struct db_stmt {
    sqlite3_stmt *handle;
    struct db *db; /* borrowed */
};

/* ------------------------------------------------------------------------------------------------------------ errors */

static enum err_code code_of(int sqlite_code)
{
    switch (sqlite_code & 0xff) {
    case SQLITE_NOMEM:
        return ERR_NOMEM;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_INTEGRITY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_INTERRUPT:
        return ERR_INTERRUPTED;
    default:
        return ERR_STORE;
    }
}

/* SQLite's words, and the system's where a disk or a permission is behind it. */
static int failed(const struct db *db, struct err *err)
{
    int code = sqlite3_errcode(db->handle);
    int system = sqlite3_system_errno(db->handle);
    bool of_system = system != 0 && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_FULL ||
                                     (code & 0xff) == SQLITE_CANTOPEN);

    if ((code & 0xff) == SQLITE_READONLY)
        return err_set(err, code_of(code), "store '%s' cannot be written; give your user the right to write the file and its folder, or run this as its owner", db->path);
    if (of_system)
        return err_set(err, code_of(code), "store '%s': %s: %s", db->path, sqlite3_errmsg(db->handle),
                       strerror(system));
    return err_set(err, code_of(code), "store '%s': %s", db->path, sqlite3_errmsg(db->handle));
}

/* ----------------------------------------------------------------------------------------------------------- opening */

/* A path as "file:" URI, so that no byte of it means anything to SQLite. */
static void add_uri(struct strbuf *uri, const char *path, const char *parameters)
{
    strbuf_adds(uri, path[0] == '/' ? "file://" : "file:");
    for (const char *at = path; *at != '\0'; at++) {
        if (*at == '?' || *at == '#' || *at == '%')
            strbuf_addf(uri, "%%%02X", (unsigned char)*at);
        else
            strbuf_addc(uri, *at);
    }
    strbuf_adds(uri, parameters);
}

static bool beside(const char *path, const char *suffix, struct stat *st)
{
    struct strbuf name;
    bool there;

    strbuf_init(&name);
    strbuf_adds(&name, path);
    strbuf_adds(&name, suffix);
    there = !name.failed && stat(name.data, st) == 0;
    strbuf_release(&name);
    return there;
}

/* A file without `-wal`, or with an empty one that nobody has mapped, has no writer: everything is in the file itself. SQLite
 * would create what is missing, so it is told that the file cannot change. */
static bool lies_alone(const char *path)
{
    struct stat wal, shm;

    if (!beside(path, "-wal", &wal))
        return true;
    return wal.st_size == 0 && !beside(path, "-shm", &shm);
}

/* SQLite counts its memory under a lock for statistics that nobody reads; a tenth of its time on an import. To be said before it starts
 * (where it runs already, nothing changes). */
static void no_statistics(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_handle(struct db *db, const char *parameters, int flags, struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct strbuf uri;
    int code, rc;

    strbuf_init(&uri);
    add_uri(&uri, db->path, parameters);
    rc = strbuf_check(&uri, err);
    if (rc < 0)
        goto done;
    pthread_once(&once, no_statistics);
    code = sqlite3_open_v2(uri.data, &db->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                           NULL);
    if (db->handle == NULL)
        rc = err_nomem(err);
    else if (code != SQLITE_OK)
        rc = failed(db, err);
done:
    strbuf_release(&uri);
    return rc;
}

static int check_is_file(const char *path, struct err *err)
{
    struct stat st;

    if (stat(path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set(err, ERR_NOTFOUND, "store '%s' does not exist", path);
    if (stat(path, &st) != 0)
        return err_set(err, ERR_STORE, "store '%s': %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_REFUSED, "'%s' is not a store: it is no regular file", path);
    return 0;
}

static int db_new(struct db **out, const char *path, struct err *err)
{
    struct db *db = mem_calloc(1, sizeof *db);

    if (db == NULL)
        return err_nomem(err);
    db->owner = getpid();
    db->path = mem_strdup(path);
    if (db->path == NULL) {
        mem_free(db);
        return err_nomem(err);
    }
    *out = db;
    return 0;
}

/* What an SQL text that came with a file could abuse is off; what our own schema needs is on. */
static void harden(struct db *db)
{
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_busy_timeout(db->handle, BUSY_MS);
}

static int set_up(struct db *db, enum db_mode mode, struct err *err)
{
    char sql[160];
    int persist = 1;
    int rc;

    harden(db);
    snprintf(sql, sizeof sql, "PRAGMA recursive_triggers = 1; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -%d",
             CACHE_KIB);
    rc = db_exec(db, sql, err);
    if (rc < 0 || mode == DB_READ)
        return rc;
    snprintf(sql, sizeof sql,
             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = 1;"
             "PRAGMA wal_autocheckpoint = %d; PRAGMA journal_size_limit = %d",
             CHECKPOINT_PAGES, 4 * CHECKPOINT_PAGES * 4096);
    rc = db_exec(db, sql, err);
    if (rc < 0)
        return rc;
    sqlite3_file_control(db->handle, NULL, SQLITE_FCNTL_PERSIST_WAL, &persist);
    return 0;
}

/* Reads the schema, which is the first look at the file: only now SQLite says that it is none. */
static int look(struct db *db, struct err *err)
{
    int64_t n;
    int rc = db_get_int(db, &n, err, "SELECT count(*) FROM sqlite_schema", "");

    if (rc < 0 && (sqlite3_errcode(db->handle) & 0xff) == SQLITE_NOTADB)
        return err_set(err, ERR_REFUSED, "'%s' is not a store: it is no SQLite file", db->path);
    return rc;
}

int db_open(struct db **out, const char *path, enum db_mode mode, struct err *err)
{
    static const int flags[] = { [DB_READ] = SQLITE_OPEN_READONLY,
                                 [DB_WRITE] = SQLITE_OPEN_READWRITE,
                                 [DB_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE };
    struct db *db = NULL;
    const char *parameters = "";
    int rc;

    assert(out != NULL);
    assert(path != NULL);

    if (mode != DB_CREATE) {
        rc = check_is_file(path, err);
        if (rc < 0)
            return rc;
    }
    if (mode == DB_READ && lies_alone(path))
        parameters = "?immutable=1";
    rc = db_new(&db, path, err);
    if (rc < 0)
        return rc;
    rc = open_handle(db, parameters, flags[mode], err);
    if (rc < 0)
        goto done;
    rc = look(db, err);
    if (rc < 0)
        goto done;
    rc = set_up(db, mode, err);
    if (rc < 0)
        goto done;

    *out = db;
    db = NULL;
done:
    db_close(db);
    return rc;
}

void db_release_cache(struct db *db)
{
    sqlite3_db_release_memory(db->handle);
    mem_trim();
}

void db_close(struct db *db)
{
    int code;

    if (db == NULL)
        return;
    code = sqlite3_close(db->handle);
    assert(code == SQLITE_OK); /* a statement was not finalized */
    (void)code;
    mem_free(db->path);
    mem_free(db);
}

/* The number at `offset` of a header (https://www.sqlite.org/fileformat.html, section 1.3): four bytes, high byte first. */
static int64_t header_number(const unsigned char *header, size_t offset)
{
    const unsigned char *at = header + offset;

    return (int32_t)((uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3]);
}

/* By SQLite's file and not by read(2): closing one of our own would drop the locks that another connection of this process has on
 * it (POSIX ties them to the process). And not by SQL, which would refuse a file that a checkpoint is growing. */
int db_peek(int64_t *application_id, int64_t *user_version, const char *path, struct err *err)
{
    unsigned char header[HEADER_SIZE] = { 0 };
    struct db *db = NULL;
    sqlite3_file *file = NULL;
    int code;
    int rc = check_is_file(path, err);

    if (rc < 0)
        return rc;
    rc = db_new(&db, path, err);
    if (rc < 0)
        return rc;
    rc = open_handle(db, "?immutable=1", SQLITE_OPEN_READONLY, err);
    if (rc < 0)
        goto done;
    sqlite3_file_control(db->handle, NULL, SQLITE_FCNTL_FILE_POINTER, &file);
    assert(file != NULL && file->pMethods != NULL);
    code = file->pMethods->xRead(file, header, sizeof header, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        rc = err_set(err, ERR_STORE, "store '%s': %s", path, sqlite3_errstr(code));
    else if (memcmp(header, "SQLite format 3", 16) != 0)
        rc = err_set(err, ERR_REFUSED, "'%s' is not a store: it is no SQLite file", path);
    if (rc < 0)
        goto done;
    *user_version = header_number(header, 60);
    *application_id = header_number(header, 68);
done:
    db_close(db);
    return rc;
}

/* ----------------------------------------------------------------------------------------------------------- copying */

/* Neither journal nor syncs: what was not finished is thrown away. */
static int open_copy(struct db **out, const char *path, struct err *err)
{
    struct db *to = NULL;
    char sql[128];
    int rc = db_new(&to, path, err);

    if (rc == 0)
        rc = open_handle(to, "", SQLITE_OPEN_READWRITE, err);
    snprintf(sql, sizeof sql, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -%d", COPY_CACHE_KIB);
    if (rc == 0)
        rc = db_exec(to, sql, err);
    if (rc < 0)
        db_close(to);
    else
        *out = to;
    return rc;
}

static int copy_pages(struct db *to, struct db *from, db_copy_step step, void *ctx, struct err *err)
{
    sqlite3_backup *backup;
    int64_t page;
    int code, rc = db_get_int(from, &page, err, "PRAGMA page_size", "");

    if (rc < 0)
        return rc;
    backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    if (backup == NULL)
        return failed(to, err);
    do {
        int total;

        code = sqlite3_backup_step(backup, COPY_PAGES);
        total = sqlite3_backup_pagecount(backup);
        if (step != NULL)
            step(ctx, page * (total - sqlite3_backup_remaining(backup)), page * total);
    } while (code == SQLITE_OK);
    if (sqlite3_backup_finish(backup) == SQLITE_OK && code == SQLITE_DONE) /* it says why in the handle of the copy */
        return 0;
    return failed(to, err);
}

/* A read transaction over the whole copy: without one, SQLite begins anew whenever somebody has written in between. */
int db_copy(struct db *from, const char *path, db_copy_step step, void *ctx, struct err *err)
{
    bool own = !db_in_transaction(from);
    struct db *to = NULL;
    int64_t n;
    int rc = open_copy(&to, path, err);

    if (rc == 0 && own)
        rc = db_exec(from, "BEGIN", err);
    if (rc == 0)
        rc = db_get_int(from, &n, err, "SELECT count(*) FROM sqlite_schema", "");
    if (rc == 0)
        rc = copy_pages(to, from, step, ctx, err);
    if (own)
        db_rollback(from);
    db_close(to);
    return rc;
}

/* -------------------------------------------------------------------------------------------------------- statements */

int db_prepare(struct db *db, struct db_stmt **out, const char *sql, struct err *err)
{
    struct db_stmt *stmt;

    assert(db->owner == getpid());

    stmt = mem_calloc(1, sizeof *stmt);
    if (stmt == NULL)
        return err_nomem(err);
    stmt->db = db;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt->handle, NULL) != SQLITE_OK) {
        int rc = failed(db, err);

        db_finalize(stmt);
        return rc;
    }
    assert(stmt->handle != NULL); /* an empty statement is a mistake of ours */
    *out = stmt;
    return 0;
}

void db_finalize(struct db_stmt *stmt)
{
    if (stmt == NULL)
        return;
    sqlite3_finalize(stmt->handle);
    mem_free(stmt);
}

void db_reset(struct db_stmt *stmt)
{
    sqlite3_reset(stmt->handle);
    sqlite3_clear_bindings(stmt->handle);
}

static int bind_text(sqlite3_stmt *handle, int index, const char *text, size_t len)
{
    return sqlite3_bind_text64(handle, index, text, len, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_blob(sqlite3_stmt *handle, int index, const void *data, size_t len)
{
    return sqlite3_bind_blob64(handle, index, data, len, SQLITE_STATIC);
}

static int bind_value(sqlite3_stmt *handle, int index, char type, va_list *args)
{
    const void *data;

    switch (type) {
    case 'i':
        return sqlite3_bind_int64(handle, index, va_arg(*args, int64_t));
    case 'd':
        return sqlite3_bind_double(handle, index, va_arg(*args, double));
    case 'n':
        return sqlite3_bind_null(handle, index);
    case 't':
        data = va_arg(*args, const char *);
        return bind_text(handle, index, data, data == NULL ? 0 : strlen(data));
    case 's':
        data = va_arg(*args, const char *);
        return bind_text(handle, index, data, va_arg(*args, size_t));
    case 'b':
        data = va_arg(*args, const void *);
        return bind_blob(handle, index, data, va_arg(*args, size_t));
    default:
        assert(!"a type of db.h");
        return SQLITE_MISUSE;
    }
}

static int bind_all(struct db_stmt *stmt, struct err *err, const char *types, va_list *args)
{
    int code = SQLITE_OK;

    assert((int)strlen(types) == sqlite3_bind_parameter_count(stmt->handle));

    db_reset(stmt);
    for (int i = 0; types[i] != '\0' && code == SQLITE_OK; i++)
        code = bind_value(stmt->handle, i + 1, types[i], args);
    return code == SQLITE_OK ? 0 : failed(stmt->db, err);
}

int db_bind(struct db_stmt *stmt, struct err *err, const char *types, ...)
{
    va_list args;
    int rc;

    va_start(args, types);
    rc = bind_all(stmt, err, types, &args);
    va_end(args);
    return rc;
}

int db_bind_at(struct db_stmt *stmt, struct err *err, int index, int type, ...)
{
    va_list args;
    int code;

    assert(index >= 1 && index <= sqlite3_bind_parameter_count(stmt->handle));

    va_start(args, type);
    code = bind_value(stmt->handle, index, (char)type, &args);
    va_end(args);
    return code == SQLITE_OK ? 0 : failed(stmt->db, err);
}

int db_step(struct db_stmt *stmt, struct err *err)
{
    int code = sqlite3_step(stmt->handle);

    if (code == SQLITE_ROW)
        return 1;
    if (code == SQLITE_DONE) {
        sqlite3_reset(stmt->handle); /* ends its read transaction; bindings stay */
        return 0;
    }
    code = failed(stmt->db, err);
    sqlite3_reset(stmt->handle);
    return code;
}

int64_t db_int(struct db_stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

double db_double(struct db_stmt *stmt, int column)
{
    return sqlite3_column_double(stmt->handle, column);
}

const char *db_text(struct db_stmt *stmt, int column, size_t *len)
{
    const unsigned char *text = sqlite3_column_text(stmt->handle, column);

    if (len != NULL)
        *len = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return (const char *)text;
}

const void *db_blob(struct db_stmt *stmt, int column, size_t *len)
{
    const void *data = sqlite3_column_blob(stmt->handle, column);

    if (len != NULL)
        *len = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return data;
}

bool db_is_null(struct db_stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

enum db_type db_type(struct db_stmt *stmt, int column)
{
    switch (sqlite3_column_type(stmt->handle, column)) {
    case SQLITE_INTEGER:
        return DB_INTEGER;
    case SQLITE_FLOAT:
        return DB_REAL;
    case SQLITE_TEXT:
        return DB_TEXT;
    case SQLITE_BLOB:
        return DB_BLOB;
    default:
        return DB_NULL;
    }
}

int db_columns(struct db_stmt *stmt)
{
    return sqlite3_column_count(stmt->handle);
}

/* --------------------------------------------------------------------------------------------------------- one call */

int db_exec(struct db *db, const char *sql, struct err *err)
{
    assert(db->owner == getpid());

    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : failed(db, err);
}

/* Prepares, binds, and takes the first step: 1 with a row in *out, 0 without, negative with nothing in *out. */
static int first_row(struct db *db, struct db_stmt **out, struct err *err, const char *sql, const char *types,
                     va_list *args)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(db, &stmt, sql, err);

    if (rc < 0)
        return rc;
    rc = bind_all(stmt, err, types, args);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc < 0)
        db_finalize(stmt);
    else
        *out = stmt;
    return rc;
}

int db_run(struct db *db, struct err *err, const char *sql, const char *types, ...)
{
    struct db_stmt *stmt = NULL;
    va_list args;
    int rc;

    va_start(args, types);
    rc = first_row(db, &stmt, err, sql, types, &args);
    va_end(args);
    while (rc == 1)
        rc = db_step(stmt, err); /* a RETURNING that nobody reads */
    db_finalize(stmt);
    return rc;
}

int db_get_int(struct db *db, int64_t *out, struct err *err, const char *sql, const char *types, ...)
{
    struct db_stmt *stmt = NULL;
    va_list args;
    int rc;

    va_start(args, types);
    rc = first_row(db, &stmt, err, sql, types, &args);
    va_end(args);
    if (rc < 0)
        return rc;
    if (rc == 1)
        *out = db_int(stmt, 0);
    db_finalize(stmt);
    return rc == 1 ? 0 : err_set(err, ERR_NOTFOUND, "store '%s': no such row", db->path);
}

static int copy_text(char **out, struct db_stmt *stmt, struct err *err)
{
    size_t len;
    const char *text = db_text(stmt, 0, &len);
    char *copy = NULL;

    if (text == NULL && !db_is_null(stmt, 0))
        return err_nomem(err);
    if (text != NULL) {
        copy = mem_memdup(text, len);
        if (copy == NULL)
            return err_nomem(err);
    }
    *out = copy;
    return 0;
}

int db_get_text(struct db *db, char **out, struct err *err, const char *sql, const char *types, ...)
{
    struct db_stmt *stmt = NULL;
    va_list args;
    int rc;

    va_start(args, types);
    rc = first_row(db, &stmt, err, sql, types, &args);
    va_end(args);
    if (rc < 0)
        return rc;
    if (rc == 1)
        rc = copy_text(out, stmt, err);
    else
        rc = err_set(err, ERR_NOTFOUND, "store '%s': no such row", db->path);
    db_finalize(stmt);
    return rc;
}

int64_t db_last_id(struct db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

int64_t db_changes(struct db *db)
{
    return sqlite3_changes64(db->handle);
}

/* ------------------------------------------------------------------------------------------------------ transactions */

bool db_in_transaction(struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

int db_begin(struct db *db, struct err *err)
{
    assert(!db_in_transaction(db));

    return db_exec(db, "BEGIN IMMEDIATE", err);
}

int db_commit(struct db *db, struct err *err)
{
    int rc;

    assert(db_in_transaction(db));

    rc = db_exec(db, "COMMIT", err);
    if (rc < 0)
        db_rollback(db);
    return rc;
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

int db_checkpoint(struct db *db, struct err *err)
{
    int code;

    assert(!db_in_transaction(db));

    sqlite3_busy_timeout(db->handle, 0); /* readers are not waited for: the next checkpoint takes what they held */
    code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(db->handle, BUSY_MS);
    if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY)
        return 0;
    return failed(db, err);
}

const char *db_library_version(void)
{
    return sqlite3_libversion();
}
