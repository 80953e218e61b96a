/*
 * main.c - the program: everything is in cli.c and one cmd_<name>.c a command.
 */
#include "score/cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
