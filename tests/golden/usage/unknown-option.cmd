prodrome audit verify --hepl
