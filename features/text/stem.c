#include "features/text/stem.h"

#include <assert.h>
#include <libstemmer.h>
#include <limits.h>
#include <stddef.h>

#include "datasets/base/mem.h"

struct stemmer {
    struct sb_stemmer *snowball;
};

int stemmer_new(struct stemmer **out, struct err *err)
{
    struct stemmer *stemmer = mem_alloc(sizeof *stemmer);

    if (stemmer == NULL)
        return err_nomem(err);
    stemmer->snowball = sb_stemmer_new("english", "UTF_8");
    if (stemmer->snowball == NULL) {
        mem_free(stemmer);
        return err_nomem(err);
    }
    *out = stemmer;
    return 0;
}

void stemmer_free(struct stemmer *stemmer)
{
    if (stemmer == NULL)
        return;
    sb_stemmer_delete(stemmer->snowball);
    mem_free(stemmer);
}

const char *stemmer_stem(struct stemmer *stemmer, const char *word, size_t len, size_t *stem_len)
{
    const sb_symbol *stem;

    assert(len <= INT_MAX);

    stem = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word, (int)len);
    if (stem == NULL)
        return NULL;
    *stem_len = (size_t)sb_stemmer_length(stemmer->snowball);
    return (const char *)stem;
}
