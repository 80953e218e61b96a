prodrome nightley
