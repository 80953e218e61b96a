/*
 * The public manifests of ../shared/data/dependencies against the list that was written by hand beside them; skipped where they are not there.
 */
#include <stdio.h>
#include <stdlib.h>

#include "datasets/base/outfile.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/manifest/manifest.h"
#include "tests/support/support.h"

/* In the order of the expected list. */
static const char *const files[] = { "Cargo.lock", "bom.cdx.json", "bom.spdx.json", "go.mod", "package-lock-v1.json", "package-lock.json", "pom.xml", "requirements.txt" };

static char *read_shared(const char *name, size_t *len)
{
    char path[4096], *data = NULL;
    struct err err = ERR_INIT;

    snprintf(path, sizeof path, "%s/../shared/data/dependencies/manifests/%s", test_root(), name);
    if (file_read(&data, len, path, 1 << 20, &err) < 0)
        skip_because("no public data beside the repository (shared/data/dependencies/manifests/%s)", name);
    return data;
}

static void every_file_gives_exactly_the_expected_list(void **state)
{
    size_t len = 0;
    char *expected = read_shared("expected_dependencies.csv", &len), *data;
    struct strbuf found;

    (void)state;
    strbuf_init(&found);
    strbuf_adds(&found, "file,ecosystem,name,version,scope,direct\n");
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct manifest m;
        struct err err = ERR_INIT;

        data = read_shared(files[f], &len);
        if (manifest_read(&m, files[f], data, len, &err) < 0)
            fail_msg("%s", err.msg);
        for (size_t i = 0; i < m.n; i++)
            strbuf_addf(&found, "%s,%s,%s,%s,%s,%d\n", files[f], m.entry[i].ecosystem, m.entry[i].name, m.entry[i].version, m.entry[i].scope, m.entry[i].direct);
        manifest_release(&m);
        mem_free(data);
    }
    for (char *from = expected, *to = expected; ; from++) { /* CRLF or LF */
        if (*from != '\r')
            *to++ = *from;
        if (*from == '\0')
            break;
    }
    assert_string_equal(found.data, expected);
    strbuf_release(&found);
    mem_free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_file_gives_exactly_the_expected_list) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
