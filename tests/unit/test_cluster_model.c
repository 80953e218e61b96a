#include "train/cluster/cluster_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "tests/support/small_tickets.h"
#include "tests/support/support.h"

enum { N = 200, K = 4, HEAD = 20 };

struct scene {
    struct ticket_table tickets;
    struct clustering   clustering;
    struct strbuf       saved;
};

static struct scene begin(void)
{
    struct clustering_options o = { .k = K, .audit = true, .seed = 1, .n_threads = 1 };
    struct scene s;

    small_tickets(&s.tickets, N, 3);
    strbuf_init(&s.saved);
    assert_int_equal(clustering_run(&s.clustering, &s.tickets, &o, NULL), 0);
    assert_int_equal(cluster_model_save(&s.saved, &s.clustering, NULL), 0);
    return s;
}

static void end(struct scene *s)
{
    strbuf_release(&s->saved);
    clustering_release(&s->clustering);
    tickets_release(&s->tickets);
}

static struct cluster_model load(const struct scene *s)
{
    struct cluster_model m;

    assert_int_equal(cluster_model_load(&m, s->saved.data, s->saved.len, NULL), 0);
    return m;
}

static void tickets_that_were_grouped_go_where_they_are(void **state)
{
    struct scene s = begin();
    struct cluster_model m = load(&s);
    struct cluster_place one[N], three[N];
    size_t far = 0;

    (void)state;
    assert_int_equal(m.centre.n_rows, K);
    assert_int_equal(m.topics.term.n, s.clustering.topics.term.n);
    assert_int_equal(cluster_model_place(one, &m, &s.tickets, 1, NULL), 0);
    assert_int_equal(cluster_model_place(three, &m, &s.tickets, 3, NULL), 0);
    assert_memory_equal(one, three, sizeof one);
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(one[i].cluster, s.clustering.groups.cluster[i]);
        assert_true(one[i].next < K && one[i].next != one[i].cluster);
        assert_true(one[i].margin >= 0 && one[i].margin <= 2);
        assert_true(fabs((double)one[i].similarity - (double)s.clustering.groups.similarity[i]) < .01);
        far += !one[i].near;
    }
    assert_in_range(far, 1, N / 20); /* one in fifty, but for what the last centres moved */
    cluster_model_release(&m);
    end(&s);
}

static void a_ticket_of_other_words_is_near_none(void **state)
{
    struct scene s = begin();
    struct cluster_model m = load(&s);
    struct ticket unknown = { .title = { "zebra crossing", 14 }, .description = { "", 0 } };
    struct ticket_table one = { .row = &unknown, .n = 1 };
    struct cluster_place place;
    size_t best = 0;

    (void)state;
    assert_int_equal(cluster_model_place(&place, &m, &one, 1, NULL), 0);
    assert_int_equal(place.cluster, KMEANS_NONE);
    assert_false(place.near);
    for (size_t i = 0; i < N; i++)
        if (s.clustering.groups.similarity[i] > s.clustering.groups.similarity[best])
            best = i;
    unknown.title = s.tickets.row[best].title;
    unknown.description = s.tickets.row[best].description;
    assert_int_equal(cluster_model_place(&place, &m, &one, 1, NULL), 0);
    assert_true(place.near && place.cluster < K);
    cluster_model_release(&m);
    end(&s);
}

static void saving_twice_gives_the_same_bytes(void **state)
{
    struct scene s = begin();
    struct strbuf again;

    (void)state;
    strbuf_init(&again);
    assert_int_equal(cluster_model_save(&again, &s.clustering, NULL), 0);
    assert_int_equal(again.len, s.saved.len);
    assert_memory_equal(again.data, s.saved.data, again.len);
    strbuf_release(&again);
    end(&s);
}

static void refused(const void *data, size_t len, const char *words)
{
    struct cluster_model m;
    struct err err = ERR_INIT;

    assert_int_equal(cluster_model_load(&m, data, len, &err), ERR_INTEGRITY);
    assert_contains(err.msg, words);
}

static void what_is_damaged_is_refused(void **state)
{
    struct scene s = begin();

    (void)state;
    refused("", 0, "not a model of clusters");
    for (size_t len = 0; len < s.saved.len; len += 97)
        refused(s.saved.data, len, "model of clusters");
    s.saved.data[8] = 9;
    refused(s.saved.data, s.saved.len, "format 9");
    s.saved.data[8] = CLUSTER_MODEL_FORMAT;
    for (size_t at = HEAD; at < s.saved.len; at += 53) {
        s.saved.data[at] ^= 0x40;
        refused(s.saved.data, s.saved.len, "its digest");
        s.saved.data[at] ^= 0x40;
    }
    end(&s);
}

/* A digest tells accidents, not intent: with a right one the body is looked at all the same. */
static void a_body_that_does_not_fit_is_refused_or_stays_inside(void **state)
{
    struct scene s = begin();
    struct cluster_place place[N];
    size_t loaded = 0, body = s.saved.len - DIGEST_SIZE;

    (void)state;
    for (size_t at = HEAD; at < body; at += at < 200 ? 1 : 31) {
        char was = s.saved.data[at];
        struct cluster_model m;

        s.saved.data[at] = (char)0xff;
        digest_of(s.saved.data, body, (uint8_t *)s.saved.data + body);
        if (cluster_model_load(&m, s.saved.data, s.saved.len, NULL) == 0) {
            assert_int_equal(cluster_model_place(place, &m, &s.tickets, 1, NULL), 0);
            cluster_model_release(&m);
            loaded++;
        }
        s.saved.data[at] = was;
    }
    assert_true(loaded > 0);
    end(&s);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct scene s = begin();
    struct cluster_model m = load(&s);
    struct cluster_place place[N];
    int rc;

    (void)state;
    cluster_model_release(&m);
    for (long turn = 0;; turn++) {
        mem_fail_after(turn);
        rc = cluster_model_load(&m, s.saved.data, s.saved.len, NULL);
        if (rc == 0) {
            rc = cluster_model_place(place, &m, &s.tickets, 1, NULL);
            cluster_model_release(&m);
        }
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
    mem_fail_after(-1);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tickets_that_were_grouped_go_where_they_are),
        cmocka_unit_test(a_ticket_of_other_words_is_near_none),
        cmocka_unit_test(saving_twice_gives_the_same_bytes),
        cmocka_unit_test(what_is_damaged_is_refused),
        cmocka_unit_test(a_body_that_does_not_fit_is_refused_or_stays_inside),
        cmocka_unit_test(every_allocation_that_fails_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
