#include "datasets/hospital/repository.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/hospital/dependencies.h"
#include "datasets/hospital/phrases.h"

enum { DAY_S = 86400 };

static void add_file(struct repository *repository, enum system_id system, enum component_id component,
                     enum file_kind kind, const char *name, size_t len)
{
    struct source_file *file = &repository->file[repository->n++];

    assert(repository->n <= FILES_MAX);
    file->system = system;
    file->component = component;
    file->kind = kind;
    file->name = name;
    file->name_len = (int)len;
}

/* A file for each class, and a test for every second. */
static void add_component(struct repository *repository, enum component_id component)
{
    const struct component_info *info = &component_table[component];
    const char *at = info->classes;

    for (int i = 0; *at != '\0'; i++) {
        size_t len = strcspn(at, " ");

        add_file(repository, info->system, component, FILE_CODE, at, len);
        if (i % 2 == 0)
            add_file(repository, info->system, component, FILE_TEST, at, len);
        at += len + (at[len] == ' ');
    }
}

static void add_system(struct repository *repository, enum system_id system)
{
    static const struct {
        enum file_kind kind;
        const char *name;
    } common[] = {
        { FILE_CONFIGURATION, "conf/application.yml" }, { FILE_CONFIGURATION, "conf/interfaces.yml" },
        { FILE_CONFIGURATION, "conf/roles.yml" },       { FILE_CONFIGURATION, "conf/limits.yml" },
        { FILE_DEPLOYMENT, "deploy/hosts.ini" },        { FILE_DEPLOYMENT, "deploy/service.yml" },
        { FILE_DOCUMENT, "docs/runbook.md" },
    };
    struct component_range range = system_components(system);
    const char *dependencies = dependency_file(system);

    for (int i = 0; i < range.n; i++)
        add_component(repository, (enum component_id)(range.first + i));
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        add_file(repository, system, N_COMPONENTS, common[i].kind, common[i].name, strlen(common[i].name));
    add_file(repository, system, N_COMPONENTS, FILE_DEPENDENCIES, dependencies, strlen(dependencies));
}

/* Some history of the years before: sizes and numbers of changes are skewed, as they are everywhere. */
static void give_history(struct source_file *file, struct rng *rng, int64_t start, unsigned n_persons)
{
    double u = rng_double(rng);
    unsigned n_people;

    file->lines = file->kind == FILE_CODE || file->kind == FILE_TEST ? 40 + (unsigned)(900 * u * u * u)
                                                                     : 20 + (unsigned)(160 * u);
    u = rng_double(rng);
    file->n_changes = 1 + (unsigned)(45 * u * u * u);
    file->changed = start - (int64_t)(rng_exponential(rng) * 55 * DAY_S) - 3600;
    n_people = 1 + rng_below(rng, file->n_changes < 8 ? file->n_changes : 8);
    for (unsigned i = 0; i < n_people; i++) {
        unsigned person = rng_below(rng, n_persons);

        file->person[person / 64] |= UINT64_C(1) << person % 64;
    }
}

void repository_init(struct repository *repository, uint64_t seed, int64_t start, unsigned n_persons)
{
    struct rng rng;

    rng_init_named(&rng, seed, "repository");
    for (int system = 0; system < N_SYSTEMS; system++) {
        repository->system_begin[system] = repository->n;
        add_system(repository, (enum system_id)system);
    }
    repository->system_begin[N_SYSTEMS] = repository->n;
    for (unsigned i = 0; i < repository->n; i++) {
        give_history(&repository->file[i], &rng, start, n_persons);
        repository->n_changes += repository->file[i].n_changes;
    }
}

/* "NightlyLoad" -> "nightly_load" where the language has it so. */
static void add_class(struct strbuf *out, const char *name, int len, bool snake)
{
    for (int i = 0; i < len; i++) {
        bool capital = name[i] >= 'A' && name[i] <= 'Z';

        if (snake && capital && i > 0)
            strbuf_addc(out, '_');
        strbuf_addc(out, (char)(snake && capital ? name[i] - 'A' + 'a' : name[i]));
    }
}

void repository_path(struct strbuf *out, const struct source_file *file)
{
    const struct system_info *system = &system_table[file->system];
    bool snake = strcmp(system->extension, "py") == 0;

    strbuf_adds(out, system->key);
    strbuf_addc(out, '/');
    if (file->component == N_COMPONENTS) {
        strbuf_add(out, file->name, (size_t)file->name_len);
        return;
    }
    if (file->kind == FILE_TEST)
        strbuf_adds(out, "test/");
    strbuf_adds(out, component_table[file->component].folder);
    strbuf_addc(out, '/');
    add_class(out, file->name, file->name_len, snake);
    if (file->kind == FILE_TEST)
        strbuf_adds(out, snake ? "_test" : "Test");
    strbuf_addc(out, '.');
    strbuf_adds(out, system->extension);
}

/* Where a file lies, for counting folders: equal exactly where the folder is. */
static unsigned folder_of(const struct source_file *file)
{
    if (file->component == N_COMPONENTS)
        return 1000 + 8 * (unsigned)file->system + (unsigned)file->kind;
    return 2 * (unsigned)file->component + (file->kind == FILE_TEST);
}

static bool is_chosen(const struct touched *touched, unsigned n, unsigned file)
{
    for (unsigned i = 0; i < n; i++) {
        if (touched[i].file == file)
            return true;
    }
    return false;
}

static bool is_kind(const struct source_file *file, enum file_kind kind)
{
    return file->kind == kind || (kind == FILE_CODE && file->kind == FILE_TEST);
}

/* Puts the files of the choice's system into `candidate`: those of the component, or the others; those that is_kind, or exactly
 * of the kind `first`. */
static unsigned list_candidates(unsigned candidate[FILES_MAX], const struct repository *repository,
                                const struct choice *choice, bool near, bool first)
{
    enum system_id system = component_table[choice->component].system;
    unsigned count = 0;

    for (unsigned i = repository->system_begin[system]; i < repository->system_begin[system + 1]; i++) {
        const struct source_file *file = &repository->file[i];
        bool is_near = file->component == choice->component || file->component == N_COMPONENTS;

        if (is_near == near && (first ? file->kind == choice->first : is_kind(file, choice->kind)))
            candidate[count++] = i;
    }
    return count;
}

/* Adds candidates in random order until there are n. */
static unsigned add_candidates(struct touched *touched, unsigned chosen, unsigned n, unsigned *candidate,
                               unsigned count, struct rng *rng)
{
    for (; chosen < n && count > 0; count--) {
        unsigned draw = rng_below(rng, count);

        if (!is_chosen(touched, chosen, candidate[draw]))
            touched[chosen++] = (struct touched){ .file = candidate[draw] };
        candidate[draw] = candidate[count - 1];
    }
    return chosen;
}

unsigned repository_choose(const struct repository *repository, struct touched touched[TOUCHED_MAX],
                           const struct choice *choice, struct rng *rng)
{
    unsigned candidate[FILES_MAX], chosen = 0;

    assert(choice->n >= 1 && choice->n <= TOUCHED_MAX);

    chosen =
        add_candidates(touched, chosen, 1, candidate, list_candidates(candidate, repository, choice, true, true), rng);
    for (int near = 1; near >= 0; near--)
        chosen = add_candidates(touched, chosen, choice->n, candidate,
                                list_candidates(candidate, repository, choice, near, false), rng);
    assert(chosen >= 1);
    for (unsigned i = 1; choice->wide && i < chosen; i++) {
        unsigned file = rng_below(rng, repository->n);

        if (is_kind(&repository->file[file], choice->kind) && !is_chosen(touched, chosen, file))
            touched[i].file = file;
    }
    return chosen;
}

/* Kamei et al. 2013, "A Large-Scale Empirical Study of Just-in-Time Quality Assurance", table 1; entropy over lines, in bits. */
static double entropy_of(const struct touched *touched, unsigned n, unsigned lines)
{
    double entropy = 0;

    for (unsigned i = 0; i < n && lines > 0; i++) {
        double share = (double)(touched[i].added + touched[i].deleted) / lines;

        if (share > 0)
            entropy -= share * log2(share);
    }
    return entropy > 0 ? entropy : 0;
}

/* ns and nd: how many different systems and folders. */
static void count_places(struct file_metrics *out, const struct repository *repository, const struct touched *touched,
                         unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        const struct source_file *file = &repository->file[touched[i].file];
        bool new_system = true, new_folder = true;

        for (unsigned j = 0; j < i; j++) {
            const struct source_file *other = &repository->file[touched[j].file];

            new_system = new_system && other->system != file->system;
            new_folder = new_folder && folder_of(other) != folder_of(file);
        }
        out->ns += new_system;
        out->nd += new_folder;
    }
}

static unsigned count_people(const struct repository *repository, const struct touched *touched, unsigned n)
{
    unsigned people = 0;

    for (int word = 0; word < PERSON_WORDS; word++) {
        uint64_t any = 0;

        for (unsigned i = 0; i < n; i++)
            any |= repository->file[touched[i].file].person[word];
        people += (unsigned)__builtin_popcountll(any);
    }
    return people;
}

void repository_measure(struct file_metrics *out, const struct repository *repository, const struct touched *touched,
                        unsigned n, int64_t time)
{
    *out = (struct file_metrics){ .nf = n };
    for (unsigned i = 0; i < n; i++) {
        const struct source_file *file = &repository->file[touched[i].file];

        out->la += touched[i].added;
        out->ld += touched[i].deleted;
        out->lt += (double)file->lines / n;
        out->nuc += (double)file->n_changes / n;
        out->age += (double)(time - file->changed) / DAY_S / n;
    }
    out->churn = (1 + out->nuc) / (1 + (double)repository->n_changes / repository->n);
    count_places(out, repository, touched, n);
    out->entropy = entropy_of(touched, n, out->la + out->ld);
    out->ndev = count_people(repository, touched, n);
}

void repository_apply(struct repository *repository, const struct touched *touched, unsigned n, unsigned person,
                      int64_t time)
{
    person %= PERSONS_MAX;
    for (unsigned i = 0; i < n; i++) {
        struct source_file *file = &repository->file[touched[i].file];

        file->lines += touched[i].added;
        file->lines = file->lines > touched[i].deleted + 10 ? file->lines - touched[i].deleted : 10;
        file->n_changes++;
        repository->n_changes++;
        file->changed = time;
        file->person[person / 64] |= UINT64_C(1) << person % 64;
    }
}
