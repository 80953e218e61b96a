/*
 * sign_in.c - see sign_in.h.
 */
#include "score/cli/sign_in.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "datasets/base/digest.h"
#include "score/cli/opening.h"
#include "score/cli/options.h"

void password_wipe(struct password *password)
{
    secret_wipe(password, sizeof *password);
}

/* Reads up to a line end, the end, or one byte too many. Returns -1 where reading failed (errno). */
static int read_line(int fd, struct password *out)
{
    out->len = 0;
    while (out->len < sizeof out->text) {
        ssize_t n = read(fd, out->text + out->len, 1); /* byte by byte: what follows the line on a terminal or pipe is not ours */

        if (n < 0)
            return -1;
        if (n == 0 || out->text[out->len] == '\n')
            break;
        out->len++;
    }
    if (out->len > 0 && out->len < sizeof out->text && out->text[out->len - 1] == '\r')
        out->len--;
    return 0;
}

static int too_long(struct cli *cli)
{
    return cli_usage_error(cli, "the password is too long: at most %d bytes", PEOPLE_PASSWORD_MAX);
}

/* ------------------------------------------------------------- from a file */

static int check_file(struct cli *cli, int fd, const char *path)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return cli_usage_error(cli, "cannot look at password file '%s': %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return cli_usage_error(cli, "password file '%s' is a folder", path);
    if (S_ISREG(st.st_mode) && (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return cli_usage_error(cli, "password file '%s' is open to others: chmod 600 it first", path);
    return STATUS_DONE;
}

static int from_file(struct cli *cli, const char *path, struct password *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    int status;

    if (fd < 0)
        return cli_usage_error(cli, "cannot open password file '%s': %s", path, strerror(errno));
    status = check_file(cli, fd, path);
    if (status == STATUS_DONE && read_line(fd, out) != 0)
        status = cli_usage_error(cli, "cannot read password file '%s': %s", path, strerror(errno));
    close(fd);
    if (status == STATUS_DONE && out->len == 0)
        return cli_usage_error(cli, "the first line of password file '%s' is empty", path);
    return status == STATUS_DONE && out->len == sizeof out->text ? too_long(cli) : status;
}

/* ------------------------------------------------------------- from the terminal */

static volatile sig_atomic_t caught;

static void catch(int number)
{
    caught = number;
}

static const int ending[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP };

enum { N_ENDING = sizeof ending / sizeof *ending };

static void write_text(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) < 0) {
        /* a terminal that shows nothing can still be read from */
    }
}

/* A signal must not leave the terminal without its echo: it is caught, the echo put back, and the signal then delivered. */
static int read_hidden(int tty, const char *prompt, struct password *out)
{
    struct sigaction quietly = { .sa_handler = catch }, before[N_ENDING];
    struct termios shown, hidden;
    int rc;

    if (tcgetattr(tty, &shown) != 0)
        return -1;
    caught = 0;
    for (size_t i = 0; i < N_ENDING; i++)
        sigaction(ending[i], &quietly, &before[i]);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    write_text(tty, prompt);
    rc = tcsetattr(tty, TCSAFLUSH, &hidden) == 0 ? read_line(tty, out) : -1;
    tcsetattr(tty, TCSAFLUSH, &shown);
    write_text(tty, "\n");
    for (size_t i = 0; i < N_ENDING; i++)
        sigaction(ending[i], &before[i], NULL);
    if (caught != 0)
        raise(caught);
    return rc;
}

static int from_terminal(struct cli *cli, const char *option, const char *prompt, struct password *out)
{
    int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
    int rc;

    if (tty < 0)
        return cli_usage_error(cli, "no terminal to ask for the password on: give --%s FILE", option);
    rc = read_hidden(tty, prompt, out);
    close(tty);
    if (rc != 0)
        return cli_usage_error(cli, "cannot read the password from the terminal");
    return out->len == sizeof out->text ? too_long(cli) : STATUS_DONE;
}

int password_get(struct cli *cli, const char *option, const char *prompt, bool twice, struct password *out)
{
    const char *path = cli_value(cli, option);
    struct password again;
    int status;

    if (path != NULL)
        return from_file(cli, path, out);
    status = from_terminal(cli, option, prompt, out);
    if (status != STATUS_DONE || !twice)
        return status;
    status = from_terminal(cli, option, "The same again: ", &again);
    if (status == STATUS_DONE && (again.len != out->len || memcmp(again.text, out->text, out->len) != 0))
        status = cli_usage_error(cli, "the two are not the same");
    password_wipe(&again);
    return status;
}

/* ------------------------------------------------------------- signing in */

int sign_in_before_job(struct cli *cli, unsigned need, struct person *out)
{
    struct store *store = NULL;
    struct err err = ERR_INIT;
    int status = cli_open_store(cli, &store, STORE_WRITE);

    if (status == STATUS_DONE)
        status = sign_in(cli, store, out);
    if (status == STATUS_DONE && need != 0 && people_require(store, out, (enum power)need, &err) < 0)
        status = cli_fail(cli, &err);
    store_close(store);
    return status;
}

int sign_in(struct cli *cli, struct store *store, struct person *out)
{
    const char *name = cli_value(cli, "as");
    struct password password;
    struct err err = ERR_INIT;
    int status, rc;

    if (name == NULL)
        return cli_usage_error(cli, "who signs? --as USER");
    status = password_get(cli, "password-file", "Password: ", false, &password);
    if (status == STATUS_DONE) {
        rc = people_sign_in(out, store, name, password.text, password.len, &err);
        if (rc == ERR_USAGE && cli->clock.fixed == TIME_NONE)
            sleep(PEOPLE_DELAY_S);
        status = rc < 0 ? cli_fail(cli, &err) : STATUS_DONE;
    }
    password_wipe(&password);
    return status;
}
