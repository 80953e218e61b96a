#include "datasets/hospital/readme.h"

#include "datasets/base/clock.h"
#include "datasets/base/outfile.h"
#include "datasets/base/strbuf.h"

static const char what[] =
    "Larkmoor General Hospital: a made-up estate\n"
    "===========================================\n"
    "\n"
    "Everything in this folder is invented by a program: the hospital, its systems and their vendors, its staff, its patients,\n"
    "every ticket, every change. No person is meant, and no record of any hospital went into it. Patient identifiers use only\n"
    "numbers that cannot belong to anybody: telephone 555-01xx, social security numbers from ranges that are never issued,\n"
    "example.org/.com/.net, the documentation networks 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24, published test card\n"
    "numbers, and record numbers of a hospital that does not exist.\n"
    "\n"
    "Made by `prodrome demo` (datasets/hospital). The same seed and scale give the same bytes.\n"
    "\n";

static const char files[] =
    "\n"
    "For `prodrome import`\n"
    "  estate.csv        the systems: owner, criticality, support, what they depend on (no circles), workflows\n"
    "  tickets.csv       two years of tickets, by time created\n"
    "  changes.csv       commits and configuration changes with the 14 metrics of Kamei et al. 2013; split 80/20 by time\n"
    "  changes-code.csv  paths and words of the lines of each change\n"
    "  releases.csv      by time deployed; upcoming ones last\n"
    "  outcomes.csv      what became of each deployed release, with evidence; of the newest one, of the portal, nobody has said yet\n"
    "  evidence.csv      what is in hand about upcoming and recent releases: one upcoming one is complete, others lack something\n"
    "  postmortems/      the analyses of major incidents, Markdown with YAML front matter, by date\n"
    "  dependencies/     which library each system uses in which version at the end: pom.xml, package-lock.json,\n"
    "                    requirements.txt, and bills of materials (CycloneDX) where a vendor delivers the program\n"
    "  dependencies.csv  the same as one list\n"
    "  release-dependencies/  the same of each upcoming release and of the one before it\n"
    "  updates.csv       each update of a library, and whether it broke something, where that is known\n"
    "\n"
    "What is true (never import these; they are the answers)\n"
    "  truth/causes.csv       incident, its true cause; whether its column 'cause' has it right, wrong, or is empty; whether the\n"
    "                         description hints at it\n"
    "  truth/bursts.csv       major incident (its first ticket), each ticket of it\n"
    "  truth/postmortems.csv  postmortem, its first ticket, system, true cause, whether the front matter names it\n"
    "  truth/dependencies.csv library, systems that use it, what its update adds to the logit of a change's risk, updates, faulty ones\n"
    "  truth/families.csv     ticket, its family (empty: nothing that comes back), true team and component, filed wrongly or not,\n"
    "                         true severity\n"
    "  truth/systems.csv      what the system adds to the logit of a change's risk\n"
    "  truth/changes.csv      true probability of a fault, whether it came, what raised the probability by half a unit or more\n"
    "  truth/releases.csv     true probability that one of its changes breaks the release, and what happened\n"
    "  truth/identifiers.csv  each patient identifier that was planted: ticket, field, type, value as it stands in the text\n"
    "  truth/people.csv       everybody who changes systems, and how many changes before (0: joined during the two years)\n";

static const char making[] =
    "\n"
    "How it was made\n"
    "  The two years are told once, event by event, in order of time. Tickets belong to recurrent families, each with its\n"
    "  component, team, typical severity, cause and words. About a quarter of them say no more than that it does not work,\n"
    "  another tenth next to nothing; some tickets happen once and never again. About 20 % are first filed under a wrong\n"
    "  component (more where people blame another system than the one at fault); component and team hold the final value,\n"
    "  component_filed and team_filed the first. Open tickets that nobody has looked at have only the filed values. Repeats\n"
    "  come within days or weeks, two of three vague ones unrecognised; bursts within hours; the last burst is thirty hours\n"
    "  old at the end. In the last month work takes sixteen times as long, which is why so much is open.\n"
    "  How bad a ticket sounds follows how its author felt (severity_filed, and not always that), not what it did to care.\n"
    "  A failure has one cause for all its reports: mostly the usual one of its family, in a quarter of the cases another,\n"
    "  and what a change broke fails for a reason that fits the change. A third of the descriptions hint at the cause, one in\n"
    "  thirteen at a wrong one. The desk writes a cause down in six of ten closed tickets, in one of eleven of these the\n"
    "  wrong one; for open tickets nothing is known yet. A family of its own appears two weeks before the end (new\n"
    "  wristbands): words that no model has seen.\n"
    "  Postmortems are written two to seven days after a major incident. They quote the first report and tell the cause as a\n"
    "  word, as a sentence, or not in the front matter at all; one in six is not sure of it.\n"
    "  Two libraries are fragile: hl7-codec, used by six systems, and the session library of the web front ends. A change\n"
    "  that updates one of them breaks things far more often than other updates, whichever system makes it.\n"
    "  A change has a true probability of a fault (formula in datasets/hospital/change_risk.c): four systems, new authors,\n"
    "  size, spread, configuration, late hours, hurry, rewrites, shared state, missing tests, fragile libraries. A fault is\n"
    "  found 3 to 60 days later; what is not found by the end is labelled clean, as in real exports, so the last weeks look\n"
    "  better than they were. A release is bad when one of its faults breaks it: likelier for changes of the last week before\n"
    "  it, and on Fridays, weekends and nights.\n"
    "  Files have sizes, authors have histories, and the metrics are computed from them as they stood before each change.\n"
    "  About 12 % of the descriptions name an invented patient. Names and addresses of invented staff also occur in text\n"
    "  (signatures, copied mail headers); these are not in truth/identifiers.csv.\n";

static void add_counts(struct strbuf *out, uint64_t seed, unsigned scale, int64_t end,
                       const struct hospital_counts *counts)
{
    char first[TIME_ISO_MAX], last[TIME_ISO_MAX];

    time_format_date(end - (int64_t)HOSPITAL_DAYS * 86400, first);
    time_format_date(end, last);
    strbuf_addf(out, "seed %llu, scale %u, from %s to %s\n\n", (unsigned long long)seed, scale, first, last);
    strbuf_addf(out, "  %8llu systems\n", (unsigned long long)counts->systems);
    strbuf_addf(out, "  %8llu tickets, %llu of them open, %llu filed under a wrong component, %llu duplicates\n",
                (unsigned long long)counts->tickets, (unsigned long long)counts->open_tickets,
                (unsigned long long)counts->misfiled, (unsigned long long)counts->duplicates);
    strbuf_addf(out, "  %8llu changes by %llu people, %llu with a fault\n", (unsigned long long)counts->changes,
                (unsigned long long)counts->people, (unsigned long long)counts->caused_changes);
    strbuf_addf(out, "  %8llu releases, %llu with an outcome, %llu of these bad\n",
                (unsigned long long)counts->releases, (unsigned long long)counts->outcomes,
                (unsigned long long)counts->bad_releases);
    strbuf_addf(out, "  %8llu postmortems, %llu major incidents with several tickets, %llu updates of libraries\n",
                (unsigned long long)counts->postmortems, (unsigned long long)counts->bursts,
                (unsigned long long)counts->library_updates);
    strbuf_addf(out, "  %8llu planted patient identifiers\n", (unsigned long long)counts->identifiers);
}

int readme_write(const char *dir, uint64_t seed, unsigned scale, int64_t end, const struct hospital_counts *counts,
                 struct err *err)
{
    struct strbuf path, page;
    int rc;

    strbuf_init(&path);
    strbuf_init(&page);
    strbuf_addf(&path, "%s/README.txt", dir);
    strbuf_adds(&page, what);
    add_counts(&page, seed, scale, end, counts);
    strbuf_adds(&page, files);
    strbuf_adds(&page, making);
    rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = strbuf_check(&page, err);
    if (rc == 0)
        rc = outfile_put(path.data, page.data, page.len, 0, err);
    strbuf_release(&page);
    strbuf_release(&path);
    return rc;
}
