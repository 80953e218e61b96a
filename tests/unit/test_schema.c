#include "datasets/store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/store/store.h"
#include "tests/support/fixture_store.h"

static struct db *empty_database(void)
{
    struct err err = ERR_INIT;
    struct db *db = NULL;

    assert_ok(db_open(&db, ":memory:", DB_CREATE, &err), err);
    return db;
}

static int64_t number(struct db *db, const char *sql)
{
    struct err err = ERR_INIT;
    int64_t n = 0;

    assert_ok(db_get_int(db, &n, &err, sql, ""), err);
    return n;
}

static void an_empty_file_becomes_a_store_and_again_changes_nothing(void **state)
{
    struct db *db = empty_database();
    struct err err = ERR_INIT;
    int64_t objects;

    (void)state;
    assert_ok(schema_migrate(db, &err), err);
    assert_int_equal(number(db, "PRAGMA user_version"), schema_version());
    assert_int_equal(number(db, "PRAGMA application_id"), STORE_APPLICATION_ID);
    objects = number(db, "SELECT count(*) FROM sqlite_schema");
    assert_true(objects > 100);
    assert_ok(schema_migrate(db, &err), err);
    assert_int_equal(number(db, "SELECT count(*) FROM sqlite_schema"), objects);
    db_close(db);
}

static void a_newer_store_is_left_alone_and_both_versions_named(void **state)
{
    struct db *db = empty_database();
    struct err err = ERR_INIT;
    char ours[64];

    (void)state;
    assert_ok(db_exec(db, "PRAGMA user_version = 999", &err), err);
    assert_int_equal(schema_migrate(db, &err), ERR_INTEGRITY);
    snprintf(ours, sizeof ours, "knows up to %d", schema_version());
    assert_contains(err.msg, "version 999");
    assert_contains(err.msg, ours);
    assert_int_equal(number(db, "SELECT count(*) FROM sqlite_schema"), 0);
    db_close(db);
}

static void a_step_that_fails_is_undone_whole(void **state)
{
    struct db *db = empty_database();
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(db_exec(db, "CREATE TABLE audit_heads(x)", &err), err); /* in the way of the last table */
    assert_int_equal(schema_migrate(db, &err), ERR_STORE);
    assert_contains(err.msg, "cannot bring the store from version 0 to 1");
    assert_int_equal(number(db, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_int_equal(number(db, "PRAGMA user_version"), 0);
    db_close(db);
}

static void each_table_is_strict_and_says_which_kind_it_is(void **state)
{
    static const char *const kinds[] = { "  -- WORLD. ", "  -- WORK. ", "  -- DECISION. ", "  -- AUDIT. " };
    struct db *db = empty_database();
    struct db_stmt *stmt;
    struct err err = ERR_INIT;
    int n_tables = 0;

    (void)state;
    assert_ok(schema_migrate(db, &err), err);
    assert_ok(
        db_prepare(db, &stmt,
                   "SELECT l.name, l.strict, s.sql FROM pragma_table_list l JOIN sqlite_schema s ON s.name = l.name"
                   " WHERE l.type IN ('table', 'view') AND l.schema = 'main' AND l.name NOT LIKE 'sqlite_%'",
                   &err),
        err);
    while (db_step(stmt, &err) == 1) {
        const char *sql = db_text(stmt, 2, NULL);
        bool said = false;

        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            said = said || strstr(sql, kinds[i]) != NULL;
        if (!said)
            fail_msg("'%s' does not say which kind it is", db_text(stmt, 0, NULL));
        if (strncmp(sql, "CREATE TABLE", 12) == 0 && db_int(stmt, 1) != 1)
            fail_msg("'%s' is not strict", db_text(stmt, 0, NULL));
        n_tables++;
    }
    assert_true(n_tables > 35);
    db_finalize(stmt);
    db_close(db);
}

/* A column's line begins with two blanks and a name in lower case or quotes. Its comment may follow on a later line, before the
 * next column. */
static int columns_with_comments(const char *sql)
{
    char *text = mem_strdup(sql);
    char column[64] = "";
    bool in_table = false, commented = true;
    int n_columns = 0;

    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        bool starts =
            in_table && strncmp(line, "  ", 2) == 0 && strchr("\"abcdefghijklmnopqrstuvwxyz", line[2]) != NULL;

        if ((starts || line[0] == ')') && !commented)
            fail_msg("column '%s' has no comment", column);
        if (strncmp(line, "CREATE TABLE", 12) == 0)
            in_table = true;
        if (line[0] == ')')
            in_table = false;
        if (starts) {
            snprintf(column, sizeof column, "%.*s", (int)strcspn(line + 2, " "), line + 2);
            commented = false;
            n_columns++;
        }
        if (strstr(line, "-- ") != NULL)
            commented = true;
    }
    mem_free(text);
    return n_columns;
}

static void each_column_has_a_comment(void **state)
{
    int n_columns = 0;

    (void)state;
    for (int version = 1; version <= schema_version(); version++)
        n_columns += columns_with_comments(schema_text(version));
    assert_true(n_columns > 280);
}

/* The fields of the kinds, as README.md's table of kinds has them. */
static void kinds_have_the_columns_of_the_contract(void **state)
{
    static const struct {
        const char *table, *columns;
    } contract[] = {
        { "tickets",
          "id,project,title,description,created,updated,resolved,component,team,assignee,severity,priority,type,status,"
          "resolution,duplicate_of,parent,system,cause,maintenance,workflow,workaround,labels,started,detected,restored,"
          "reopened,escalated,caused_by_change,release,component_filed,team_filed,severity_filed,priority_filed" },
        { "changes",
          "project,commit,author_date,author,message,ns,nd,nf,entropy,la,ld,lt,fix,ndev,age,nuc,exp,rexp,sexp,buggy,split,"
          "label_time,kind,system,release,tickets,approver" },
        { "code", "project,commit,files,added,removed" },
        { "releases", "project,release,system,planned,deployed,status,members" },
        { "outcomes", "project,release,change,outcome,time,evidence" },
        { "systems",
          "system,name,owner,criticality,support,vendor,internet_facing,replacement_date,depends_on,workflows" },
        { "evidence", "project,release,item,value,time,by" },
        { "patches", "system,component,severity,published,due,applied,exception_until,reason" },
        { "postmortems", "id,date,systems,severity,root_cause,trigger,tickets,releases,detected,resolved,text" },
        { "dependencies", "file,ecosystem,name,version,scope,direct" },
        { "updates", "id,project,ecosystem,group_id,artifact,from_version,to_version,scope,direct,time,broke,label_time,split" },
        { "predictions", "model,version" },
        { "prediction_rows", "time,score,label,subgroup" },
    };
    struct db *db = empty_database();
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(schema_migrate(db, &err), err);
    for (size_t i = 0; i < sizeof contract / sizeof *contract; i++) {
        char *list = mem_strdup(contract[i].columns);

        for (char *column = strtok(list, ","); column != NULL; column = strtok(NULL, ",")) {
            int64_t n = 0;

            assert_ok(db_get_int(db, &n, &err, "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?", "tt",
                                 contract[i].table, column),
                      err);
            if (n != 1)
                fail_msg("table '%s' lacks '%s'", contract[i].table, column);
        }
        mem_free(list);
    }
    db_close(db);
}

static int64_t ticket(struct store *store, int64_t import_id, const char *id)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(store, import_id, "ticket", "p", id, id);

    assert_ok(db_run(store->db, &err,
                     "INSERT INTO tickets(version_id, title, created, \"release\") VALUES (?, 'text', 5, 'r')", "i",
                     version),
              err);
    return version;
}

static void rows_of_a_completed_import_stay_and_only_their_text_is_overwritten(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;
    int64_t import = fixture_import(store);

    ticket(store, import, "1");
    fixture_run(store, "UPDATE tickets SET created = 6"); /* not yet complete: anything goes */
    fixture_run(store, "DELETE FROM tickets");
    fixture_run(store, "DELETE FROM versions");
    ticket(store, import, "1");
    fixture_complete(store, import);
    fixture_refused(store, "DELETE FROM tickets", "tickets: rows of a completed import stay");
    fixture_refused(store, "DELETE FROM versions", "versions: rows of a completed import stay");
    fixture_refused(store, "DELETE FROM records", "records: a record of a completed import stays");
    fixture_refused(store, "DELETE FROM imports", "imports: a completed import stays");
    fixture_refused(store, "UPDATE imports SET inserted = 7", "imports: a completed import does not change");
    fixture_refused(store, "UPDATE tickets SET created = 7", "only text may be overwritten");
    fixture_refused(store, "UPDATE tickets SET created = NULL", "only text may be overwritten");
    fixture_refused(store, "UPDATE versions SET content_hash = x''", "only text may be overwritten");
    fixture_refused(store, "UPDATE versions SET known_at = 1", "only text may be overwritten");
    fixture_refused(store, "UPDATE records SET id = '2'", "an identity does not change");
    fixture_refused(store, "REPLACE INTO tickets(version_id, title) SELECT version_id, 'x' FROM tickets",
                    "tickets: rows of a completed import stay");
    fixture_run(store, "UPDATE tickets SET title = '', created = 5"); /* a purge, or a rescrub that names all columns */
    fixture_run(store, "UPDATE versions SET overwritten = 'purge:age', overwritten_at = 9, rules_version = 2");
}

static void what_is_appended_is_neither_changed_nor_deleted_nor_replaced(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;
    struct err err = ERR_INIT;
    static const struct {
        const char *table, *insert, *key;
    } tables[] = {
        { "models", "INSERT INTO models VALUES (1, 'route', 'p', 1, NULL, x'00', '{}', 1, x'00', '1', 1, 'engine')", "model_id" },
        { "model_stages", "INSERT INTO model_stages VALUES (1, 1, 'candidate', 1, 'engine', '')", "stage_id" },
        { "validation_records", "INSERT INTO validation_records VALUES (1, '{}', x'00', 1)", "model_id" },
        { "snapshots", "INSERT INTO snapshots VALUES (1, x'00', 1, 0, x'')", "snapshot_id" },
        { "feature_rows", "INSERT INTO feature_rows(hash, data) VALUES (x'01', x'02')", NULL },
        { "scores",
          "INSERT INTO scores(score_id, model_id, item, probability, approved, scored_at) VALUES (1, 1, 'ticket:p/1', 0.5,"
          " 0, 1)",
          "score_id" },
        { "review_items",
          "INSERT INTO review_items(item_id, item, kind, reason, flagged_at, content_hash)"
          " VALUES (1, 'ticket:p/1', 'ticket', 'why', 1, x'00')",
          NULL },
        { "signatures",
          "INSERT INTO signatures VALUES (1, 'ticket:p/1', 'anna', 'clinical', 1, 'approved', x'00', x'00')",
          "signature_id" },
        { "decisions",
          "INSERT INTO decisions(decision_id, item_id, decision, user, role, at) VALUES (1, 1, 'approve', 'anna',"
          " 'clinical', 1)",
          "decision_id" },
        { "review_renewals", "INSERT INTO review_renewals VALUES (1, 1, 1, 1)", "renewal_id" },
        { "policies", "INSERT INTO policies VALUES (1, '{}', x'00', 1, 2, 1, 1)", "policy_id" },
        { "labels", "INSERT INTO labels VALUES (1, 'ticket:p/1', 'route', 'team', 'human', 1, 'anna', '', 1, 'team')",
          "label_id" },
        { "rule_sets", "INSERT INTO rule_sets VALUES (1, 1, x'00', 1)", "rules_version" },
        { "audit", "INSERT INTO audit VALUES (1, 1, 'a', 'b', 'c', x'00', x'00', x'00')", "row_id" },
        { "audit_heads", "INSERT INTO audit_heads VALUES (1, x'00', x'00', x'00', 1)", "row_id" },
    };

    fixture_run(store, "INSERT INTO runs(run_id, key, started_at) VALUES (1, 'x', 1)");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        fixture_run(store, tables[i].insert);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[512];

        snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i].table);
        fixture_refused(store, sql, "stay");
        if (tables[i].key == NULL)
            continue;
        snprintf(sql, sizeof sql, "UPDATE %s SET %s = 7", tables[i].table, tables[i].key);
        assert_int_equal(db_exec(store->db, sql, &err), ERR_STORE);
        snprintf(sql, sizeof sql, "REPLACE%s", tables[i].insert + strlen("INSERT"));
        fixture_run(store, "PRAGMA recursive_triggers = 0"); /* as at an SQL prompt */
        fixture_refused(store, sql, "append-only");
        fixture_run(store, "PRAGMA recursive_triggers = 1");
        fixture_refused(store, sql, "append-only");
    }
    fixture_refused(store, "UPDATE review_items SET reason = ''", "append-only");
    fixture_refused(store, "UPDATE scores SET probability = 0.1", "scores: detail may be purged");
    fixture_refused(store, "UPDATE feature_rows SET data = x'03'", "may be purged, not changed");
    fixture_run(store, "UPDATE feature_rows SET data = NULL, purged_at = 1, purged = 'age'");
    fixture_refused(store, "UPDATE scores SET detail = '{}'", "scores: detail may be purged");
    fixture_refused(store, "UPDATE scores SET detail_hash = x'00'", "scores: detail may be purged");
    fixture_run(store, "INSERT OR IGNORE INTO review_items(item, kind, reason, flagged_at, content_hash)"
                       " VALUES ('ticket:p/1', 'ticket', 'again', 2, x'00')");
    assert_int_equal(fixture_count(store, "SELECT count(*) FROM review_items"), 1);
}

static void a_registered_model_gets_no_more_parts_and_loses_none(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;

    fixture_run(store, "INSERT INTO models VALUES (1, 'route', '', 1, NULL, x'00', '{}', 1, x'00', '1', 1, 'engine')");
    fixture_run(store, "INSERT INTO model_parts VALUES (1, 'weights', x'01', x'02'), (1, 'vocabulary', x'01', x'02')");
    fixture_run(store, "DELETE FROM model_parts WHERE name = 'vocabulary'");
    fixture_run(store, "INSERT INTO model_stages(model_id, stage, at, \"by\") VALUES (1, 'candidate', 1, 'engine')");
    fixture_refused(store, "INSERT INTO model_parts VALUES (1, 'more', x'01', x'02')", "gets no more parts");
    fixture_refused(store, "DELETE FROM model_parts", "a registered model stays");
    fixture_refused(store, "UPDATE model_parts SET data = x'03'", "rows do not change");
    fixture_refused(store, "REPLACE INTO models VALUES (2, 'route', '', 1, NULL, x'00', '{}', 1, x'00', '1', 1, 'engine')",
                    "append-only");
    fixture_refused(store, "INSERT INTO model_stages(model_id, stage, at, \"by\") VALUES (1, 'shipped', 1, 'engine')",
                    "CHECK");
}

static void a_record_is_current_in_its_newest_completed_version(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;
    int64_t first = fixture_import(store), second, third, v1, v2, gone;

    v1 = ticket(store, first, "1");
    gone = ticket(store, first, "2");
    assert_int_equal(fixture_count(store, "SELECT count(*) FROM current_versions"), 0);
    fixture_complete(store, first);
    assert_int_equal(fixture_count(store, "SELECT version_id FROM current_versions WHERE id = '1'"), v1);
    second = fixture_import(store);
    v2 = ticket(store, second, "1");
    assert_int_equal(fixture_count(store, "SELECT version_id FROM current_versions WHERE id = '1'"), v1);
    fixture_complete(store, second);
    assert_int_equal(fixture_count(store, "SELECT version_id FROM current_versions WHERE id = '1'"), v2);
    assert_int_equal(fixture_count(store, "SELECT version_id FROM current_versions WHERE id = '2'"), gone);
    third = fixture_import(store);
    ticket(store, third, "2");
    fixture_run(store, "UPDATE versions SET withdrawn = 1 WHERE version_id = (SELECT max(version_id) FROM versions)");
    fixture_complete(store, third);
    assert_int_equal(fixture_count(store, "SELECT count(*) FROM current_versions"), 1);
}

static void words_that_a_column_does_not_know_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;

    ticket(store, fixture_import(store), "1");
    fixture_refused(store, "INSERT INTO records(kind, id) VALUES ('tickets', '2')", "CHECK");
    fixture_refused(store, "UPDATE versions SET known_basis = 'guessed'", "CHECK");
    fixture_refused(store, "UPDATE versions SET label_basis = ''", "CHECK");
    fixture_refused(store, "UPDATE versions SET withdrawn = 2", "CHECK");
    fixture_run(store, "UPDATE versions SET known_basis = 'assumed', label_basis = 'given'");
}

/* A store of version 4 in memory with two records and their versions. */
static struct db *database_of_version_4(void)
{
    struct db *db = empty_database();
    struct err err = ERR_INIT;

    for (int version = 1; version <= 4; version++)
        assert_ok(db_exec(db, schema_text(version), &err), err);
    assert_ok(db_exec(db,
                      "PRAGMA user_version = 4; INSERT INTO imports(import_id, kind, source, started_at, rules_version) VALUES (1, 'x', '', 1, 1);"
                      "INSERT INTO records VALUES (3, 'change', 'p', 'a'), (7, 'update', '', 'b');"
                      "INSERT INTO versions VALUES (2, 3, 1, 1, x'01', x'02', 1, 1, 5, 'given', 6, 'assumed', 0, NULL, ''),"
                      " (9, 7, 1, 2, x'03', x'04', 1, 1, 7, 'import', NULL, 'import', 1, 8, 'purge:age')",
                      &err),
              err);
    return db;
}

static void records_and_versions_of_version_4_keep_every_column(void **state)
{
    static const char all[] = "SELECT (SELECT group_concat(record_id || kind || project || id) FROM records) || ' ' || group_concat(version_id || ' ' || record_id || ' ' ||"
                              " import_id || ' ' || source_row || hex(raw_hash) || hex(content_hash) || rules_version || ' ' || imported_at || ' ' || known_at || known_basis ||"
                              " quote(label_known_at) || label_basis || withdrawn || quote(overwritten_at) || overwritten) FROM versions";
    struct db *db = database_of_version_4();
    struct err err = ERR_INIT;
    char *before = NULL, *after = NULL;

    (void)state;
    assert_ok(db_get_text(db, &before, &err, all, ""), err);
    assert_ok(schema_migrate(db, &err), err);
    assert_ok(db_get_text(db, &after, &err, all, ""), err);
    assert_string_equal(before, after);
    assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
    assert_int_equal(db_exec(db, "DELETE FROM records WHERE record_id = 3", &err), ERR_STORE); /* its version refers to it */
    mem_free(before);
    mem_free(after);
    db_close(db);
}

static void a_store_with_a_row_that_refers_to_nothing_is_not_migrated(void **state)
{
    struct db *db = database_of_version_4();
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(db_exec(db, "PRAGMA foreign_keys = 0; DELETE FROM records WHERE record_id = 7; PRAGMA foreign_keys = 1", &err), err);
    assert_int_equal(schema_migrate(db, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "rows of 'versions' refer to rows that are gone");
    assert_int_equal(number(db, "PRAGMA user_version"), 4);
    assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
    assert_int_equal(number(db, "SELECT count(*) FROM versions"), 2);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_becomes_a_store_and_again_changes_nothing),
        cmocka_unit_test(a_newer_store_is_left_alone_and_both_versions_named),
        cmocka_unit_test(a_step_that_fails_is_undone_whole),
        cmocka_unit_test(each_table_is_strict_and_says_which_kind_it_is),
        cmocka_unit_test(each_column_has_a_comment),
        cmocka_unit_test(kinds_have_the_columns_of_the_contract),
        cmocka_unit_test_setup_teardown(rows_of_a_completed_import_stay_and_only_their_text_is_overwritten,
                                        fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_appended_is_neither_changed_nor_deleted_nor_replaced, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_registered_model_gets_no_more_parts_and_loses_none, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(a_record_is_current_in_its_newest_completed_version, fixture_setup,
                                        fixture_teardown),
        cmocka_unit_test_setup_teardown(words_that_a_column_does_not_know_are_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test(records_and_versions_of_version_4_keep_every_column),
        cmocka_unit_test(a_store_with_a_row_that_refers_to_nothing_is_not_migrated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
