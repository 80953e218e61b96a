#include "datasets/hospital/names.h"

#include <stdarg.h>
#include <stdio.h>

#include "datasets/hospital/systems.h"

enum { N_GIVEN = 64, N_SURNAMES = 96, N_PATIENT_GIVEN = 60, N_PATIENT_SURNAMES = 64 };

static const char *const given[N_GIVEN] = {
    "Ines",   "Tobias", "Marit", "Kwame",  "Odile",  "Henrik", "Priya", "Callum",  "Noor",   "Stefan", "Leila",
    "Duncan", "Yuki",   "Bram",  "Amara",  "Felix",  "Greta",  "Idris", "Solveig", "Mateo",  "Hanna",  "Oskar",
    "Farida", "Lorcan", "Mei",   "Anton",  "Zofia",  "Elias",  "Nadia", "Rupert",  "Signe",  "Tariq",  "Ilse",
    "Marek",  "Roisin", "Jonas", "Chiara", "Emeka",  "Petra",  "Silas", "Vera",    "Arjun",  "Maeve",  "Luca",
    "Astrid", "Davit",  "Selma", "Piotr",  "Imogen", "Rafael", "Tuva",  "Kofi",    "Brigid", "Nils",   "Aylin",
    "Conrad", "Paloma", "Goran", "Wanda",  "Hugo",   "Sanna",  "Milos", "Edda",    "Joao",
};

static const char *const surname[N_SURNAMES] = {
    "Varga",    "Lindqvist", "Okonjo",    "Brandvold", "Castellan", "Dunmore",   "Eskildsen", "Farrow",    "Gallowhay",
    "Hartvig",  "Iyengar",   "Jessop",    "Kallstrom", "Laverick",  "Mbongwe",   "Nightall",  "Oduya",     "Pellerin",
    "Quist",    "Rasmuson",  "Sorrel",    "Tamsin",    "Ulvestad",  "Venn",      "Wexley",    "Yardlow",   "Zielinka",
    "Ashcombe", "Bellweth",  "Corrigane", "Drummel",   "Ettlinge",  "Fennimor",  "Grauer",    "Hollins",   "Ingram",
    "Jorda",    "Kestrup",   "Lomax",     "Marchetta", "Norgate",   "Oakhanger", "Pryce",     "Quennell",  "Rookwood",
    "Strand",   "Thorvik",   "Underhay",  "Vastra",    "Winterset", "Yeo",       "Zamora",    "Abbasi",    "Birkeland",
    "Cheong",   "Dragomir",  "Ekwueme",   "Finnerty",  "Gudmund",   "Hassani",   "Ivanova",   "Janda",     "Kowal",
    "Larkins",  "Mistry",    "Nakagami",  "Osterman",  "Petrow",    "Qureshi",   "Rosendal",  "Sandoe",    "Takacs",
    "Urquhart", "Vidal",     "Wachter",   "Yilmazer",  "Zeller",    "Adeyinka",  "Brogaard",  "Ciobanu",   "Devane",
    "Eastlake", "Fiala",     "Grimshaw",  "Hovland",   "Isaksen",   "Jaramill",  "Kerrigan",  "Lundgaard", "Morwen",
    "Nystad",   "Orlowski",  "Pascoe",    "Rennick",   "Saarela",   "Trevane",
};

static const char *const patient_given_name[N_PATIENT_GIVEN] = {
    "Margaret",  "Harold",  "Dolores", "Wendell",  "Beatrice", "Clifford", "Rosalind", "Ernest",  "Loretta",  "Vernon",
    "Philippa",  "Stanley", "Marisol", "Desmond",  "Agnes",    "Leopold",  "Winifred", "Roland",  "Estelle",  "Gordon",
    "Harriet",   "Norbert", "Yolanda", "Percival", "Camille",  "Augusto",  "Mildred",  "Theodor", "Ximena",   "Bernard",
    "Frieda",    "Malcolm", "Ottilie", "Raymond",  "Sabine",   "Wallace",  "Adelheid", "Cyril",   "Josefa",   "Lionel",
    "Noreen",    "Ruben",   "Thelma",  "Ulrich",   "Verena",   "Alfonso",  "Blanche",  "Dieter",  "Eunice",   "Floyd",
    "Geraldine", "Hector",  "Irmgard", "Jerome",   "Katinka",  "Linwood",  "Minerva",  "Osvaldo", "Prudence", "Quentin",
};

static const char *const patient_surname_name[N_PATIENT_SURNAMES] = {
    "Ellingboe",   "Tarrow",      "Whitlocke", "Ainsmuir",    "Brakspear",   "Cawthorn",    "Delacourt", "Estevane",
    "Fotheringay", "Grunwaldt",   "Halloway",  "Ibsgaard",    "Jellicoe",    "Kirkbride",   "Lathbury",  "Mandeville",
    "Nethersole",  "Oldacre",     "Pemberlow", "Quarrie",     "Ravenhill",   "Stavely",     "Thackwray", "Upchurch",
    "Vanterpool",  "Wolstone",    "Yarborow",  "Zuckerell",   "Ashdowne",    "Birtwhistle", "Colquitt",  "Dalrymple",
    "Everdene",    "Fairweather", "Goldthorp", "Hathersage",  "Inglewood",   "Jagger",      "Kettering", "Lyndhurst",
    "Mossop",      "Nuttingham",  "Ormerod",   "Pocklington", "Rigglesford", "Satterly",    "Tolliver",  "Umfreville",
    "Vossberg",    "Wakelin",     "Aldercott", "Bramhall",    "Chudleigh",   "Dovercote",   "Elphick",   "Fazakerly",
    "Garthwaite",  "Huckaby",     "Ironside",  "Kinnersley",  "Loveridge",   "Merrywether", "Narraway",  "Osgathorp",
};

/* Steps through all pairs of given name and surname before any comes again: the step shares no factor with their number. */
static unsigned pair_of(uint64_t seed, unsigned number)
{
    enum { N_PAIRS = N_GIVEN * N_SURNAMES, STEP = 2657 };

    return (unsigned)(((uint64_t)number * STEP + seed % N_PAIRS) % N_PAIRS);
}

void staff_name(char out[NAME_MAX_BYTES], uint64_t seed, unsigned number)
{
    unsigned pair = pair_of(seed, number);

    snprintf(out, NAME_MAX_BYTES, "%s %s", given[pair % N_GIVEN], surname[pair / N_GIVEN]);
}

void address_format(char *out, size_t size, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vsnprintf(out, size, fmt, args);
    va_end(args);
    for (char *c = out; *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
}

void staff_mail(char out[MAIL_MAX_BYTES], uint64_t seed, unsigned number)
{
    unsigned pair = pair_of(seed, number), again = number / (N_GIVEN * N_SURNAMES);
    char suffix[16] = "";

    if (again > 0)
        snprintf(suffix, sizeof suffix, "%u", again + 1);
    address_format(out, MAIL_MAX_BYTES, "%s.%s%s@" HOSPITAL_DOMAIN, given[pair % N_GIVEN], surname[pair / N_GIVEN],
                   suffix);
}

void reporter_new(char name[NAME_MAX_BYTES], char mail[MAIL_MAX_BYTES], struct rng *rng)
{
    const char *first = given[rng_below(rng, N_GIVEN)], *last = surname[rng_below(rng, N_SURNAMES)];

    address_format(mail, MAIL_MAX_BYTES, "%s.%s@" HOSPITAL_DOMAIN, first, last);
    switch (rng_below(rng, 4)) {
    case 0:
        snprintf(name, NAME_MAX_BYTES, "%c. %s", first[0], last);
        break;
    case 1:
        snprintf(name, NAME_MAX_BYTES, "%s %c.", first, last[0]);
        break;
    case 2:
        snprintf(name, NAME_MAX_BYTES, "%s", first);
        break;
    default:
        snprintf(name, NAME_MAX_BYTES, "%s %s", first, last);
        break;
    }
}

const char *patient_given(struct rng *rng)
{
    return patient_given_name[rng_below(rng, N_PATIENT_GIVEN)];
}

const char *patient_surname(struct rng *rng)
{
    return patient_surname_name[rng_below(rng, N_PATIENT_SURNAMES)];
}
