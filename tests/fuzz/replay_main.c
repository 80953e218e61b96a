/*
 * replay_main.c - a fuzz target as an ordinary program: each file of the command line is one input and one TAP point.
 *
 * The name is written before the input runs, so that a crash is seen to belong to it.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input in memory of exactly its size, so that a sanitizer sees the first byte beyond; NULL when it cannot be read. */
static uint8_t *read_input(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    uint8_t *data = NULL;
    long end = -1;

    if (in == NULL)
        return NULL;
    if (fseek(in, 0, SEEK_END) == 0)
        end = ftell(in);
    if (end >= 0 && fseek(in, 0, SEEK_SET) == 0)
        data = malloc(end == 0 ? 1 : (size_t)end);
    if (data != NULL && fread(data, 1, (size_t)end, in) != (size_t)end) {
        free(data);
        data = NULL;
    }
    fclose(in);
    *size = end < 0 ? 0 : (size_t)end;
    return data;
}

int main(int argc, char **argv)
{
    int n_failed = 0;

    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        size_t size;
        uint8_t *data;

        printf("# replaying %s\n", argv[i]);
        fflush(stdout);
        data = read_input(argv[i], &size);
        if (data == NULL) {
            printf("not ok %d - %s: %s\n", i, argv[i], strerror(errno));
            n_failed++;
            continue;
        }
        LLVMFuzzerTestOneInput(data, size);
        free(data);
        printf("ok %d - %s\n", i, argv[i]);
    }
    return n_failed == 0 ? 0 : 1;
}
