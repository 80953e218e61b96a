#include "datasets/rows/incident_times.h"

static int64_t between(int64_t from, int64_t to)
{
    return from == TIME_NONE || to == TIME_NONE || to < from ? TIME_NONE : to - from;
}

int64_t incident_detect_s(int64_t started, int64_t detected)
{
    return between(started, detected);
}

int64_t incident_restore_s(int64_t started, int64_t detected, int64_t resolved)
{
    return between(started != TIME_NONE ? started : detected, resolved);
}
