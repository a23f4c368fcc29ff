/* Secrets and fingerprints. Knows bytes, not riders. */
#ifndef HOMEWARD_VAULT_H
#define HOMEWARD_VAULT_H

#include <stdbool.h>
#include <stddef.h>

/* SHA-256 of what is added, as 64 hexadecimal digits. */
#define DIGEST_TEXT 65
struct digest;
struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *data, size_t len);
void digest_end(struct digest *digest, char out[DIGEST_TEXT]); /* frees it */

/* Bytes that nobody can guess. */
void vault_random(unsigned char *out, size_t len);
/* A keyed fingerprint (BLAKE2b) of the data, as 64 hexadecimal digits. */
#define MAC_TEXT 65
void vault_mac(const unsigned char *key, size_t key_len, const void *data, size_t len,
               char out[MAC_TEXT]);
/* Compares two texts in a time that does not tell where they differ. */
bool vault_same(const char *a, const char *b);

#endif
