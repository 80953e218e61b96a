#include "datasets/import/import_bulk.h"

const struct import_bulk *import_bulk_of(const struct import_kind *kind)
{
    return kind->shape == IMPORT_POINTS ? &series_bulk : NULL;
}
