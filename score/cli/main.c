/*
 * main.c - the program: one call of it is in program.c, each command in its cmd_<name>.c.
 */
#include "score/cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
