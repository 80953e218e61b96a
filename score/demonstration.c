/*
 * demonstration.c - see demonstration.h.
 *
 *   demonstration_decide -> get_passwords -> sign_in (adding who is not there) -> approve_models -> approve_release
 */
#include "score/demonstration.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit.h"
#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "score/review/approval.h"
#include "score/review/queue.h"

enum { ADMINISTRATOR, CLARA, EMIL, PASSWORD_BYTES = 12, PASSWORD_SIZE = 2 * PASSWORD_BYTES + 1, FILE_MAX = 4096 };

const struct demonstration_person demonstration_person[DEMONSTRATION_PEOPLE] = {
    [ADMINISTRATOR] = { "admin", ROLE_ADMINISTRATOR }, [CLARA] = { "clara", ROLE_CLINICAL }, [EMIL] = { "emil", ROLE_ENGINEERING },
};

struct people {
    char          password[DEMONSTRATION_PEOPLE][PASSWORD_SIZE];
    struct person person[DEMONSTRATION_PEOPLE];
};

/* ------------------------------------------------------------- passwords */

static int put_passwords(const struct people *p, const char *dir, struct err *err)
{
    char path[4200], line[PASSWORD_SIZE + 1];
    struct strbuf text;
    int rc = 0;

    strbuf_init(&text);
    strbuf_adds(&text, "The people of this demonstration, their roles and passwords. Each password is also in a file of its own, for --password-file.\n\n");
    for (size_t i = 0; rc == 0 && i < DEMONSTRATION_PEOPLE; i++) {
        strbuf_addf(&text, "%-6s  %-14s  %s\n", demonstration_person[i].name, role_name[demonstration_person[i].role], p->password[i]);
        snprintf(path, sizeof(path), "%s/%s.password", dir, demonstration_person[i].name);
        snprintf(line, sizeof(line), "%s\n", p->password[i]);
        rc = outfile_put(path, line, strlen(line), 0600, err);
    }
    snprintf(path, sizeof(path), "%s/passwords.txt", dir);
    if (rc == 0)
        rc = strbuf_check(&text, err);
    if (rc == 0)
        rc = outfile_put(path, text.data, text.len, 0600, err);
    strbuf_release(&text);
    return rc;
}

static int read_password(char out[PASSWORD_SIZE], const char *dir, const char *name, struct err *err)
{
    char path[4200], *text = NULL;
    size_t len = 0;
    int rc;

    snprintf(path, sizeof(path), "%s/%s.password", dir, name);
    rc = file_read(&text, &len, path, FILE_MAX, err);
    if (rc == 0)
        snprintf(out, PASSWORD_SIZE, "%.*s", (int)strcspn(text, "\r\n"), text);
    mem_free(text);
    return rc;
}

/* The file of all of them is the last to be written: where it is, the others are. */
static int get_passwords(struct people *p, const char *dir, struct err *err)
{
    char path[4200], *text = NULL;
    size_t len = 0;
    int rc;

    snprintf(path, sizeof(path), "%s/passwords.txt", dir);
    rc = file_read(&text, &len, path, FILE_MAX, err);
    mem_free(text);
    if (rc == ERR_NOTFOUND) {
        for (size_t i = 0; i < DEMONSTRATION_PEOPLE; i++) {
            uint8_t bytes[PASSWORD_BYTES];

            random_bytes(bytes, sizeof(bytes));
            digest_hex(bytes, sizeof(bytes), p->password[i]);
        }
        return put_passwords(p, dir, err);
    }
    for (size_t i = 0; rc == 0 && i < DEMONSTRATION_PEOPLE; i++)
        rc = read_password(p->password[i], dir, demonstration_person[i].name, err);
    return rc;
}

/* ------------------------------------------------------------- people */

static bool is_there(const struct people_list *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->row[i].name, name) == 0)
            return true;
    return false;
}

static int sign_in(struct people *p, struct store *store, struct err *err)
{
    struct people_list list;
    int rc = people_list(&list, store, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < DEMONSTRATION_PEOPLE; i++) {
        const struct demonstration_person *who = &demonstration_person[i];
        size_t len = strlen(p->password[i]);
        struct people_new new = { .name = who->name, .role = who->role, .password = p->password[i], .password_len = len };

        if (!is_there(&list, who->name))
            rc = people_add(store, &new, i == ADMINISTRATOR ? NULL : &p->person[ADMINISTRATOR], err);
        if (rc == 0)
            rc = people_sign_in(&p->person[i], store, who->name, p->password[i], len, err);
    }
    people_list_release(&list);
    return rc;
}

/* ------------------------------------------------------------- decisions */

static int approve_model(struct store *store, const char *name, const char *stage, const struct people *p, struct err *err)
{
    struct approval_request request = { .action = APPROVAL_APPROVE, .model = name, .person = &p->person[CLARA] };
    struct approval_made made;
    int rc = strcmp(stage, "validated") == 0 ? approval_make(&made, store, &request, err) : 0;

    request.action = APPROVAL_PROMOTE;
    request.person = &p->person[EMIL];
    return rc < 0 ? rc : approval_make(&made, store, &request, err);
}

static int approve_models(struct demonstration *out, struct store *store, const struct people *p, struct err *err)
{
    struct model_list list;
    int rc = registry_list(&list, store, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < list.n; i++) {
        const struct model_version *m = &list.model[i];
        bool approved, usable = strcmp(m->stage, "validated") == 0 || strcmp(m->stage, "approved") == 0;

        if (!usable || registry_scorer(&list, m->task, m->project, &approved) != m)
            continue;
        rc = approve_model(store, m->name, m->stage, p, err);
        out->approved += rc == 0;
    }
    model_list_release(&list);
    return rc;
}

static int approver_of(struct demonstration *out, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT d.user FROM decisions d JOIN review_items i ON i.item_id = d.item_id WHERE i.item = ? AND d.decision = 'approve'"
                        " ORDER BY d.decision_id DESC LIMIT 1", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", out->release);
    if (rc == 0 && (rc = db_step(stmt, err)) == 1)
        snprintf(out->by, sizeof(out->by), "%s", db_text(stmt, 0, NULL));
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

/* The one to be approved: none where one was approved before. */
static const struct queue_item *choose_release(const struct queue_list *queue, struct demonstration *out)
{
    const struct queue_item *lowest = NULL;

    for (size_t i = 0; i < queue->n; i++) {
        const struct queue_item *q = &queue->row[i];

        if (strcmp(q->kind, "release") != 0)
            continue;
        if (q->state == ITEM_APPROVED) {
            snprintf(out->release, sizeof(out->release), "%s", q->item);
            return NULL;
        }
        if (q->state == ITEM_WAITING && (lowest == NULL || q->probability < lowest->probability))
            lowest = q;
    }
    return lowest;
}

static int approve_release(struct demonstration *out, struct store *store, const struct people *p, struct err *err)
{
    struct queue_list queue;
    const struct queue_item *chosen;
    int rc = queue_load(&queue, store, NULL, false, err);

    if (rc < 0)
        return rc;
    chosen = choose_release(&queue, out);
    if (chosen != NULL) {
        struct decision_request request = { .item = chosen->item, .decision = DECISION_CLAIM, .person = &p->person[CLARA], .until = TIME_NONE };
        struct decision_made made;

        rc = decision_make(&made, store, &request, err);
        request.decision = DECISION_APPROVE;
        request.reason = "The risky changes were tried on the test system; the way back is ready.";
        if (rc == 0)
            rc = decision_make(&made, store, &request, err);
        if (rc == 0)
            snprintf(out->release, sizeof(out->release), "%s", chosen->item);
    }
    queue_release(&queue);
    return rc < 0 || out->release[0] == '\0' ? rc : approver_of(out, store, err);
}

int demonstration_decide(struct demonstration *out, struct store *store, const char *dir, struct err *err)
{
    struct people people = { .password = { "" } };
    int rc;

    assert(store->demonstration);

    memset(out, 0, sizeof(*out));
    rc = get_passwords(&people, dir, err);
    if (rc == 0)
        rc = sign_in(&people, store, err);
    if (rc == 0)
        rc = approve_models(out, store, &people, err);
    if (rc == 0)
        rc = approve_release(out, store, &people, err);
    return rc;
}
