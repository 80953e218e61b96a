/*
 * fuzz_manifest.c - any bytes as each kind of manifest: the first byte tells which. A list that comes back is sorted, each entry once, and
 * within the bounds that manifest.h promises.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/manifest/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text)
{
    if (text == NULL || strlen(text) > MANIFEST_NAME_MAX)
        abort();
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "package-lock.json", "pom.xml", "requirements.txt", "go.mod", "Cargo.lock", "a.cdx.json", "a.spdx.json" };
    struct manifest m;
    struct err err = ERR_INIT;
    char *copy;

    if (size == 0)
        return 0;
    copy = malloc(size > 1 ? size - 1 : 1); /* of exactly its size, so that a sanitizer sees the first byte beyond */
    if (copy == NULL)
        abort();
    memcpy(copy, data + 1, size - 1);
    if (manifest_read(&m, names[data[0] % (sizeof names / sizeof *names)], copy, size - 1, &err) < 0) {
        if (err.msg[0] == '\0')
            abort();
        free(copy);
        return 0;
    }
    for (size_t i = 0; i < m.n; i++) {
        const struct manifest_entry *e = &m.entry[i], *before = i > 0 ? e - 1 : NULL;

        check_text(e->name);
        check_text(e->version);
        check_text(e->scope);
        if (e->name[0] == '\0' || e->direct < -1 || e->direct > 1)
            abort();
        if (before != NULL && strcmp(before->ecosystem, e->ecosystem) == 0 &&
            (strcmp(before->name, e->name) > 0 || (strcmp(before->name, e->name) == 0 && strcmp(before->version, e->version) >= 0)))
            abort();
    }
    manifest_release(&m);
    free(copy);
    return 0;
}
