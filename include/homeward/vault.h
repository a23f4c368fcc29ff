/* Secrets and fingerprints. Knows bytes, not riders. */
#ifndef HOMEWARD_VAULT_H
#define HOMEWARD_VAULT_H

#include <stddef.h>

/* SHA-256 of what is added, as 64 hexadecimal digits. */
#define DIGEST_TEXT 65
struct digest;
struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *data, size_t len);
void digest_end(struct digest *digest, char out[DIGEST_TEXT]); /* frees it */

#endif
