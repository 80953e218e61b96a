#include "datasets/store/store_aside.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Removes the folder with the store and its keys, which is flat but for the keys' folder. */
static void remove_folder(const char *dir)
{
    DIR *folder = opendir(dir);
    struct dirent *entry;
    char path[4400];

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        if (unlink(path) < 0 && (errno == EISDIR || errno == EPERM))
            remove_folder(path);
    }
    if (folder != NULL)
        closedir(folder);
    rmdir(dir);
}

int store_aside_open(struct store_aside *out, const struct store *like, struct err *err)
{
    struct store_options options = { .clock = like->clock, .command = like->command };
    const char *parent = getenv("TMPDIR");
    struct store_aside aside = { .store = NULL };
    char path[4096];
    int rc;

    assert(like->has_keys);
    snprintf(aside.dir, sizeof aside.dir, "%.3900s/prodrome-XXXXXX", parent != NULL && parent[0] != '\0' ? parent : "/tmp");
    if (mkdtemp(aside.dir) == NULL)
        return err_set(err, ERR_IO, "cannot make a folder '%s': %s", aside.dir, strerror(errno));
    snprintf(path, sizeof path, "%s/aside.db", aside.dir);
    options.path = path;
    rc = store_create(&options, false, err);
    if (rc == 0)
        rc = store_open(&aside.store, &options, STORE_JOB, err);
    if (rc < 0) {
        store_aside_close(&aside);
        return rc;
    }
    aside.store->keys = like->keys;
    aside.store->rules = like->rules;
    *out = aside;
    return 0;
}

void store_aside_close(struct store_aside *aside)
{
    store_close(aside->store);
    if (aside->dir[0] != '\0')
        remove_folder(aside->dir);
    *aside = (struct store_aside){ .store = NULL };
}
