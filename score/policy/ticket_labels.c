/*
 * ticket_labels.c - see ticket_labels.h.
 */
#include "score/policy/ticket_labels.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/config/config_words.h"

enum { PROJECTS_MAX = 1000, LABELS_MAX = 200 };

void ticket_labels_init(struct ticket_labels *labels)
{
    memset(labels, 0, sizeof(*labels));
    arena_init(&labels->arena);
}

void ticket_labels_release(struct ticket_labels *labels)
{
    mem_free(labels->project);
    mem_free(labels->label);
    mem_free(labels->word);
    arena_release(&labels->arena);
}

/* One step of the index for each project, however many tickets there are. */
static int list_projects(struct ticket_labels *l, struct store *store, struct err *err)
{
    static const char sql[] = "SELECT min(project) FROM records WHERE kind = 'ticket' AND project > ?";
    size_t cap = 0;
    char *next = NULL;
    int rc = db_get_text(store->db, &next, err, "SELECT min(project) FROM records WHERE kind = 'ticket'", "");

    while (rc == 0 && next != NULL && l->n_projects < PROJECTS_MAX) {
        const char *kept = arena_strdup(&l->arena, next);

        rc = kept == NULL ? err_nomem(err) : mem_grow(&l->project, &cap, l->n_projects + 1, sizeof(*l->project), err);
        if (rc == 0)
            l->project[l->n_projects++] = kept;
        mem_free(next);
        next = NULL;
        if (rc == 0)
            rc = db_get_text(store->db, &next, err, sql, "t", kept);
    }
    mem_free(next);
    l->listed = rc == 0;
    return rc;
}

/* The labels of the ticket; *out stays NULL where there is none. */
static int read_labels(char **out, struct store *store, const char *project, const char *id, struct err *err)
{
    int rc = db_get_text(store->db, out, err,
                         "SELECT t.labels FROM records r JOIN versions v ON v.record_id = r.record_id JOIN tickets t ON t.version_id = v.version_id"
                         " WHERE r.kind = 'ticket' AND r.project = ? AND r.id = ? AND v.withdrawn = 0 AND v.version_id = (SELECT w.version_id FROM versions w"
                         "  JOIN imports i ON i.import_id = w.import_id WHERE w.record_id = r.record_id AND i.completed_at IS NOT NULL ORDER BY w.version_id DESC LIMIT 1)",
                         "tt", project, id);

    return rc == ERR_NOTFOUND ? 0 : rc;
}

static int find_ticket(char **out, struct ticket_labels *l, struct store *store, const char *project, const char *id, struct err *err)
{
    size_t n = 0;
    int rc = read_labels(out, store, project, id, err);

    if (rc < 0 || *out != NULL)
        return rc;
    if (!l->listed)
        rc = list_projects(l, store, err);
    for (size_t i = 0; rc == 0 && i < l->n_projects; i++) {
        char *other = NULL;

        rc = read_labels(&other, store, l->project[i], id, err);
        if (other == NULL)
            continue;
        n++;
        if (n == 1)
            *out = other;
        else
            mem_free(other);
    }
    if (n > 1) {
        mem_free(*out);
        *out = NULL;
    }
    return rc;
}

static int add_label(struct ticket_labels *l, const char *id, const char *label, size_t len, struct err *err)
{
    char text[400];
    size_t cap = l->cap;
    int rc = mem_grow(&l->label, &cap, l->n + 1, sizeof(*l->label), err);

    if (rc == 0)
        rc = mem_grow(&l->word, &l->cap, l->n + 1, sizeof(*l->word), err);
    if (rc < 0)
        return rc;
    snprintf(text, sizeof(text), "%.120s: %.*s", id, (int)(len < 200 ? len : 200), label);
    l->label[l->n] = arena_strdup(&l->arena, text);
    l->word[l->n] = arena_memdup(&l->arena, label, len);
    if (l->label[l->n] == NULL || l->word[l->n] == NULL)
        return err_nomem(err);
    l->n++;
    return 0;
}

static int read_ticket(struct ticket_labels *l, struct store *store, const char *project, const char *id, struct err *err)
{
    char *labels = NULL;
    int rc = find_ticket(&labels, l, store, project, id, err);

    for (const char *at = labels; rc == 0 && at != NULL && *at != '\0' && l->n < LABELS_MAX;) {
        size_t lead = strspn(at, "|,; \t"), len;

        at += lead;
        len = strcspn(at, "|,;");
        if (len > 0)
            rc = add_label(l, id, at, len, err);
        at += len;
    }
    mem_free(labels);
    return rc;
}

static int read_change(struct ticket_labels *l, struct store *store, const struct change *c, struct err *err)
{
    char id[256];
    int rc = 0;

    l->n = 0;
    l->of = c;
    for (const char *at = c->tickets; rc == 0 && *at != '\0';) {
        size_t n = strcspn(at, "|"), lead = strspn(at, " ");

        if (lead < n && n - lead < sizeof(id)) {
            memcpy(id, at + lead, n - lead);
            id[n - lead] = '\0';
            rc = read_ticket(l, store, c->project, id, err);
        }
        at += n + (at[n] == '|');
    }
    return rc;
}

int ticket_labels_have(const char **in, struct ticket_labels *labels, struct store *store, const struct change *change, const char *word, struct err *err)
{
    int rc = labels->of == change ? 0 : read_change(labels, store, change, err);

    if (rc < 0)
        labels->of = NULL;
    for (size_t i = 0; rc == 0 && i < labels->n; i++) {
        const char *last = labels->word[i] + strlen(labels->word[i]);

        while (last > labels->word[i] && last[-1] != '/' && last[-1] != ':')
            last--;
        if (word_same(labels->word[i], word) || word_same(last, word)) {
            *in = labels->label[i];
            return 1;
        }
    }
    return rc;
}
