#include "datasets/store/store_files.h"

#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"

char *store_file(const char *path, const char *suffix)
{
    struct strbuf name;

    strbuf_init(&name);
    strbuf_adds(&name, path);
    strbuf_adds(&name, suffix);
    return strbuf_detach(&name, NULL);
}

static void unlink_beside(const char *path, const char *suffix)
{
    char *name = store_file(path, suffix);

    if (name != NULL)
        unlink(name);
    mem_free(name);
}

void store_files_drop_log(const char *path)
{
    unlink_beside(path, "-wal");
    unlink_beside(path, "-shm");
}
