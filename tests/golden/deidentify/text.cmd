printf 'Call Ms X at 555-010-4477 or mail x.y@example.org, MRN 00123456.\nStack at 0x7f33ab, version 10.2.1.4, ticket ABC-123.\n' | prodrome deidentify
