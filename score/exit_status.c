#include "score/exit_status.h"

#include <stddef.h>

int exit_status_worse(int a, int b)
{
    static const int order[] = { 2, 7, 6, 1, 8, 4, 3, 5 };

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return 0;
}
