#include "datasets/hospital/families.h"

#include <assert.h>
#include <stddef.h>

const char *const maintenance_name[N_MAINTENANCE] = {
    [CORRECTIVE] = "corrective",
    [ADAPTIVE] = "adaptive",
    [PERFECTIVE] = "perfective",
    [PREVENTIVE] = "preventive",
};

static const struct family_table *const table[N_FAMILY_TABLES] = {
    &families_of_care,
    &families_of_diagnostics,
    &families_of_platform,
    &families_of_business,
};

unsigned family_count(void)
{
    unsigned n = 0;

    for (int i = 0; i < N_FAMILY_TABLES; i++)
        n += table[i]->n;
    return n;
}

const struct family *family_at(unsigned family)
{
    assert(family < family_count());

    for (int i = 0;; family -= table[i++]->n) {
        if (family < table[i]->n)
            return &table[i]->row[family];
    }
}

const struct aspect *family_aspect(const struct family *family, uint32_t episode)
{
    unsigned n = 0;

    while (n < FAMILY_ASPECTS && family->aspect[n].title != NULL)
        n++;
    return &family->aspect[episode % n];
}
