/*
 * A change as rows of changes.csv, changes-code.csv and truth/changes.csv.
 */
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/hospital/names.h"
#include "datasets/hospital/simulation.h"

const char change_header[] =
    "project,commit,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,buggy,split,label_time,"
    "kind,system,release,tickets,approver";
const char change_code_header[] = "commit,files,added,removed";
const char update_header[] = "id,project,ecosystem,group_id,artifact,from_version,to_version,scope,direct,time,broke,label_time";

static const char *const kind_name[N_KINDS] = { "code", "configuration", "infrastructure", "patch" };

static void add_metrics(struct table *table, const struct change *change)
{
    const struct file_metrics *files = &change->files;

    table_add_u64(table, files->ns);
    table_add_u64(table, files->nd);
    table_add_u64(table, files->nf);
    table_add_real(table, files->entropy, 5);
    table_add_u64(table, files->la);
    table_add_u64(table, files->ld);
    table_add_real(table, files->lt, 2);
    table_add_u64(table, change->fix);
    table_add_u64(table, files->ndev);
    table_add_real(table, files->age, 3);
    table_add_real(table, files->nuc, 2);
    table_add_u64(table, change->exp);
    table_add_real(table, change->rexp, 3);
    table_add_u64(table, change->sexp);
}

static int write_change(struct simulation *sim, const struct change *change, struct err *err)
{
    struct table *table = &sim->out[OUT_CHANGES];
    char mail[MAIL_MAX_BYTES], id[TICKET_ID_MAX] = "";

    table_adds(table, HOSPITAL_PROJECT);
    table_adds(table, change->commit);
    table_add_time(table, change->time);
    author_mail(mail, sim, change->author);
    table_adds(table, mail);
    table_add(table, sim->changes.text.message.data, sim->changes.text.message.len);
    add_metrics(table, change);
    table_adds(table, change->label_time != TIME_NONE ? "1" : "0");
    table_adds(table, change->number < sim->changes.n / 5 * 4 ? "train" : "test");
    table_add_time(table, change->label_time);
    table_adds(table, kind_name[change->kind]);
    table_adds(table, system_table[change->system].key);
    table_adds(table, release_name_of(sim, change->system, change->release, change->time));
    if (change->ticket != NULL)
        ticket_id(id, change->ticket->number);
    table_adds(table, id);
    staff_mail(mail, sim->seed, STAFF_OWNERS + (unsigned)change->system);
    table_adds(table, mail);
    return table_end_row(table, err);
}

static int write_code(struct simulation *sim, const struct change *change, struct err *err)
{
    struct table *table = &sim->out[OUT_CODE];
    const struct change_text *text = &sim->changes.text;

    table_adds(table, change->commit);
    table_add(table, text->files.data, text->files.len);
    table_add(table, text->added.data, text->added.len);
    table_add(table, text->removed.data, text->removed.len);
    return table_end_row(table, err);
}

enum { DAY_S = 86400, JUDGED_DAYS = 60, COMMIT_SHOWN = 12 };

/* An update of a library: whether it broke something is known with the change's label, and where none came after two months; nobody knows it before. */
static int write_update(struct simulation *sim, const struct change *change, struct err *err)
{
    const struct library *library = &library_table[change->library];
    struct table *table = &sim->out[OUT_UPDATES];
    size_t group = strcspn(library->name, ":");
    bool grouped = library->name[group] == ':';
    int64_t judged = change->label_time != TIME_NONE ? change->label_time : change->time + (int64_t)JUDGED_DAYS * DAY_S;

    table_add(table, change->commit, COMMIT_SHOWN);
    table_adds(table, system_table[change->system].key);
    table_adds(table, library->ecosystem);
    table_add(table, library->name, grouped ? group : 0);
    table_adds(table, grouped ? library->name + group + 1 : library->name);
    table_adds(table, change->old_version);
    table_adds(table, change->new_version);
    table_adds(table, library->scope);
    table_adds(table, library->direct ? "1" : "0");
    table_add_time(table, change->time);
    table_adds(table, judged >= sim->end ? "" : change->label_time != TIME_NONE ? "1" : "0");
    table_add_time(table, judged >= sim->end ? TIME_NONE : judged);
    return table_end_row(table, err);
}

static int write_truth(struct simulation *sim, const struct change *change, struct err *err)
{
    struct table *table = &sim->out[TRUTH_CHANGES];
    struct strbuf *reasons = &sim->changes.text.files; /* written already */

    strbuf_clear(reasons);
    for (int i = 0; i < N_REASONS; i++) {
        if (change->reasons >> i & 1)
            strbuf_addf(reasons, "%s%s", reasons->len > 0 ? "|" : "", reason_name[i]);
    }
    table_adds(table, change->commit);
    table_add_real(table, change->p_true, 4);
    table_adds(table, change->caused ? "1" : "0");
    table_add(table, reasons->data, reasons->len);
    return reasons->failed ? err_nomem(err) : table_end_row(table, err);
}

int change_write(struct simulation *sim, const struct change *change, struct err *err)
{
    int rc = write_change(sim, change, err);

    if (rc == 0)
        rc = write_code(sim, change, err);
    if (rc == 0 && change->library < N_LIBRARIES)
        rc = write_update(sim, change, err);
    if (rc == 0)
        rc = write_truth(sim, change, err);
    return rc;
}
