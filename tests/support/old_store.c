#include "tests/support/old_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned nibble(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The key after "-- NAME " in the dump, into DIR/old.db.keys/NAME. */
static void put_key(const char *dir, const char *sql, const char *name)
{
    char line[64], path[4096];
    unsigned char bytes[64];
    const char *hex;
    size_t n;

    snprintf(line, sizeof line, "\n-- %s ", name);
    hex = strstr(sql, line);
    assert_non_null(hex);
    hex += strlen(line);
    n = strspn(hex, "0123456789abcdef") / 2;
    assert_true(n == 32 || n == 64);
    for (size_t i = 0; i < n; i++)
        bytes[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    snprintf(path, sizeof path, "%s/old.db.keys/%s", dir, name);
    put_bytes(path, bytes, n);
    assert_int_equal(chmod(path, 0600), 0);
}

struct store_options old_store_make(const char *dir, int version, char path[4096])
{
    struct store_options options = { .path = path, .clock = { OLD_STORE_NOW }, .command = "test" };
    struct err err = ERR_INIT;
    struct db *db = NULL;
    char name[128];
    char *sql;

    snprintf(name, sizeof name, "tests/data/store-v%d.sql", version);
    sql = get_file(path_in(test_root(), name), NULL);
    snprintf(path, 4096, "%s/old.db", dir);
    assert_int_equal(mkdir(path_in(dir, "old.db.keys"), 0700), 0);
    put_key(dir, sql, "audit.key");
    put_key(dir, sql, "pseudonym.key");
    assert_ok(db_open(&db, path, DB_CREATE, &err), err);
    assert_ok(db_exec(db, sql, &err), err);
    assert_ok(db_checkpoint(db, &err), err);
    db_close(db);
    free(sql);
    return options;
}
