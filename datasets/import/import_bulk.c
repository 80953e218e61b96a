#include "datasets/import/import_bulk.h"

const struct import_bulk *import_bulk_of(const struct import_kind *kind)
{
    switch (kind->shape) {
    case IMPORT_POINTS:
        return &series_bulk;
    case IMPORT_LOG:
        return &prediction_bulk;
    default:
        return NULL;
    }
}
